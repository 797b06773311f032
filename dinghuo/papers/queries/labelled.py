"""Finds what labels are asked for: units of articles that the actor sells, and shelves of its own warehouses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Offer, PackUnit, Variant
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.rules.search_text import after_prefix
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.fields import translated
from dinghuo.foundation.paging import Page, beyond, bounded, cut, decode_cursor
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.models import Warehouse
from dinghuo.papers.rules import words
from dinghuo.papers.rules.labels import Thing

#: A thousand labels take the printer half an hour, and the page as long as anybody waits.
MOST_LABELS = 1000
MOST_BIN = 30


@dataclass(frozen=True, slots=True)
class GoodsLabel:
    """So many labels of an article in one of its units (empty: the base unit); a lot and a best-before day are printed,
    and drawn where the unit has a GTIN."""

    sku: str
    quantity: int = 1
    unit: str = ""
    lot: str = ""
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class ShelfLabel:
    """So many labels of a place in a warehouse."""

    warehouse: str
    bin: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """An article to print labels of, and its units, the smallest first."""

    variant_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    gtin: str
    units: Sequence[str]


def labelled_goods(actor: Actor, wanted: Sequence[GoodsLabel], faults: Faults, language: str) -> list[Thing]:
    """Each as often as it is asked for; what isn't the actor's to sell is unknown. Two statements."""
    skus = {each.sku for each in wanted if "\0" not in each.sku}
    rows = _own(actor, Variant.objects.filter(market_id=actor.market_id, sku__in=skus))
    variants = {each.sku: each for each in rows.select_related("product")}
    packs: dict[tuple[UUID, str], PackUnit] = {}
    ids = [each.id for each in variants.values()]
    for pack in PackUnit.objects.filter(market_id=actor.market_id, variant_id__in=ids):
        packs[pack.variant_id, pack.unit] = pack
    things: list[Thing] = []
    for i, each in enumerate(wanted):
        variant = variants.get(each.sku)
        if variant is None:
            faults.add(f"lines.{i}.sku", "unknown", _("You sell no such article."))
            continue
        unit = each.unit or variant.product.base_unit
        found = packs.get((variant.id, unit))
        if found is None:
            faults.add(f"lines.{i}.unit", "unknown", _("It isn’t packed in this unit."))
            continue
        things += [_thing(variant, found, each, language)] * each.quantity
    return things


def _thing(variant: Variant, pack: PackUnit, wanted: GoodsLabel, language: str) -> Thing:
    base_unit = variant.product.base_unit
    is_base = pack.unit == base_unit
    told = _("Lot %(lot)s") % {"lot": wanted.lot} if wanted.lot else ""
    until = _("Best before %(day)s") % {"day": words.day(wanted.expires, language)} if wanted.expires else ""
    return Thing(
        name=translated(variant.name, variant.names, language),
        code=variant.sku,
        gtin=variant.gtin if is_base else pack.gtin,
        facts=[
            pack.unit if is_base else f"1 {pack.unit} = {plain(pack.factor)} {base_unit}",
            variant.sku,
            told,
            until,
        ],
        lot=wanted.lot,
        expires=wanted.expires,
    )


def label_choices(
    actor: Actor,
    search: str = "",
    after: str | None = None,
    limit: int | None = None,
    skus: Sequence[str] | None = None,
) -> Page[LabelChoice]:
    """A page of the articles that the actor may print labels of, by SKU; `search` is the beginning of a SKU, or a part
    of a name; `skus`: of these, all. Two statements. Raises NotAllowed."""
    require(actor, SEE_PRODUCTS)
    size = bounded(limit) if skus is None else len(skus)
    text = search.replace("\0", "").strip()
    rows = _own(actor, Variant.objects.filter(market_id=actor.market_id, is_active=True))
    if skus is not None:
        rows = rows.filter(sku__in=[sku.replace("\0", "") for sku in skus])
    if text:
        rows = rows.filter(Q(sku__gte=text, sku__lt=after_prefix(text)) | Q(name__icontains=text))
    rows = rows.filter(beyond(("sku", "id"), decode_cursor(after, str, UUID)))
    found = list(rows.select_related("product").order_by("sku", "id")[: size + 1])
    units: dict[UUID, list[str]] = {}
    packs = PackUnit.objects.filter(market_id=actor.market_id, variant_id__in=[each.id for each in found])
    for variant_id, unit in packs.order_by("factor", "unit").values_list("variant_id", "unit"):
        units.setdefault(variant_id, []).append(unit)
    choices = [
        LabelChoice(each.id, each.sku, each.name, each.names, each.gtin, units.get(each.id, []))
        for each in found
    ]
    return cut(choices, size, lambda row: (row.sku, row.variant_id))


def _own(actor: Actor, rows: QuerySet[Variant]) -> QuerySet[Variant]:
    if actor.scope == "market":
        return rows
    own = Offer.objects.filter(
        market_id=actor.market_id, variant_id=OuterRef("id"), seller_id=actor.organisation_id
    )
    return rows.filter(Exists(own))


def labelled_shelves(
    actor: Actor, wanted: Sequence[ShelfLabel], faults: Faults, language: str
) -> list[Thing]:
    """Each as often as it is asked for. A shelf is labelled before anything lies there: any place may be named, but
    only in a warehouse of the actor's. One statement."""
    rows = Warehouse.objects.filter(market_id=actor.market_id, key__in={each.warehouse for each in wanted})
    if actor.scope != "market":
        rows = rows.filter(owner_id=actor.organisation_id)
    known = {each.key: each for each in rows}
    things: list[Thing] = []
    for i, each in enumerate(wanted):
        place = each.bin.strip()
        if each.warehouse not in known:
            faults.add(f"shelves.{i}.warehouse", "unknown", _("You have no such warehouse."))
        if not place or len(place) > MOST_BIN or not place.isprintable():
            told = _("Name the place in at most %(most)s characters.") % {"most": MOST_BIN}
            faults.add(f"shelves.{i}.bin", "required", told)
        elif each.warehouse in known:
            house = known[each.warehouse]
            name = translated(house.name, house.names, language)
            things += [Thing(place, place, facts=[name])] * each.quantity
    return things

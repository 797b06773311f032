"""Says how far a list's prices may be from those of another list."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Category
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.events import BandsSet
from dinghuo.pricing.models import PriceBand, PriceList
from dinghuo.pricing.permissions import SAVE_PRICE_LIST
from dinghuo.pricing.queries.price_lists import visible_lists
from dinghuo.pricing.rules.levels import DEEPEST
from dinghuo.pricing.states import ListKind
from dinghuo.pricing.steps.check_rule_bands import check_rules
from dinghuo.pricing.steps.lock_list import lock_list

TOP = Decimal(100_000)
MOST_BANDS = 200


@dataclass(frozen=True, slots=True)
class BandInput:
    """At least and at most so many per cent of the parent's price, in goods of the category (key; empty: of all)."""

    category: str = ""
    least: Decimal | None = None
    most: Decimal | None = None


def set_bands(actor: Actor, list_key: str, parent_key: str, bands: Sequence[BandInput]) -> list[PriceBand]:
    """Make the list a child of the parent, inside these bands and no others; without bands it is nobody's child.

    Prices that stand stay, also where they are outside: their keepers hear of them. Both lists are the actor's own (any
    for who sees the whole market); a band below another house's list is that house's to change. Raises NotFound for an
    unknown list, Invalid with every fault.
    """
    require(actor, SAVE_PRICE_LIST)
    faults = Faults()
    with acting(actor):
        keys = sorted({list_key, parent_key} - {""}) if bands else [list_key]
        # In the order of their keys, so that two that would be each other's parent wait, and one is refused.
        locked = {key: lock_list(actor, key) for key in keys if key == list_key or _is_own(actor, key)}
        child, parent = locked[list_key], locked.get(parent_key) if bands else None
        _check_who(actor, child, faults)
        rows = _read(actor, child, parent, bands, faults)
        if bands:
            _check_parent(actor, child, parent, faults)
        faults.raise_any()
        if parent is not None:
            check_rules(actor, child, parent, [(row.least, row.most) for row in rows], faults)
            faults.raise_any()
        PriceBand.objects.filter(market_id=actor.market_id, list=child).delete()
        PriceBand.objects.bulk_create(rows)
        told = [f"{plain(row.least or 0)}-{plain(row.most or 0)}" for row in rows]
        data = {"parent": parent.key if parent else "", "bands": told}
        record(actor, BandsSet(child.id, child.key, [child.seller_id], data))
    return rows


def _is_own(actor: Actor, key: str) -> bool:
    return visible_lists(actor).filter(key=key.replace("\0", "")).exists()


def _check_who(actor: Actor, child: PriceList, faults: Faults) -> None:
    above = PriceBand.objects.filter(market_id=actor.market_id, list=child)
    mine = visible_lists(actor).values("id")
    if above.exclude(parent_id__in=mine).exists():
        faults.add(
            "parent", "theirs", _("Another house’s list is above this one. Only they change the band.")
        )


def _check_parent(actor: Actor, child: PriceList, parent: PriceList | None, faults: Faults) -> None:
    if parent is None:
        faults.add("parent", "unknown", _("Name the list that is above this one."))
    elif ListKind.COST.value in (child.kind, parent.kind):
        faults.add("parent", "cost", _("What goods cost has no band, and makes none."))
    elif (parent.currency, parent.tax_included) != (child.currency, child.tax_included):
        faults.add("parent", "other-currency", _("Both lists need the same currency, and tax in it or not."))
    elif _is_above(actor, child.id, parent.id):
        faults.add("parent", "circle", _("That list is below this one, or is this one."))


def _is_above(actor: Actor, wanted: UUID, first: UUID) -> bool:
    """Whether the wanted list is the first or above it; too many steps count as such."""
    at: UUID | None = first
    for _step in range(DEEPEST):
        if at is None or at == wanted:
            return at is not None
        rows = PriceBand.objects.filter(market_id=actor.market_id, list_id=at)
        at = rows.values_list("parent_id", flat=True).first()
    return True


def _read(
    actor: Actor, child: PriceList, parent: PriceList | None, bands: Sequence[BandInput], faults: Faults
) -> list[PriceBand]:
    keys = [band.category.replace("\0", "") for band in bands[:MOST_BANDS] if band.category]
    known = {each.key: each for each in Category.objects.filter(market_id=actor.market_id, key__in=keys)}
    if len(bands) > MOST_BANDS:
        faults.add("bands", "count", _("Give at most %s bands.") % MOST_BANDS)
    seen: set[str] = set()
    for i, band in enumerate(bands[:MOST_BANDS]):
        if band.category and band.category not in known:
            faults.add(f"bands.{i}.category", "unknown", _("There is no %s.") % band.category[:60])
        if band.category in seen:
            faults.add(f"bands.{i}.category", "twice", _("There are two bands of the same goods."))
        seen.add(band.category)
        _check_numbers(f"bands.{i}", band, faults)
    return [
        PriceBand(
            market_id=actor.market_id,
            list=child,
            parent=parent or child,
            category=known.get(band.category),
            least=band.least,
            most=band.most,
        )
        for band in bands[:MOST_BANDS]
    ]


def _check_numbers(path: str, band: BandInput, faults: Faults) -> None:
    if band.least is None and band.most is None:
        faults.add(f"{path}.least", "required", _("Say the least, the most, or both."))
    for name in ("least", "most"):
        number = getattr(band, name)
        if number is not None and not (
            number.is_finite() and 0 < number < TOP and number == round(number, 4)
        ):
            faults.add(
                f"{path}.{name}", "positive", _("Enter per cent: more than zero, at most four decimals.")
            )
            return
    if band.least is not None and band.most is not None and band.most < band.least:
        faults.add(f"{path}.most", "below-least", _("The most is less than the least."))

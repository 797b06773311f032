"""Finds what keeps articles from being made of others."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Kit, KitPart, ProductVersion, Variant
from dinghuo.catalogue.queries.base_decimals import base_decimals
from dinghuo.catalogue.queries.divided_words import divided_words
from dinghuo.catalogue.queries.own_products import not_own
from dinghuo.catalogue.rules.content import row_of_content
from dinghuo.catalogue.rules.rows import KitPartRow, KitRow, ProductRow
from dinghuo.catalogue.states import ProductState, VersionState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import is_whole

#: Parts of one kit.
MOST = 50
#: Base units of a part in a base unit of its kit.
MOST_OF_ONE = Decimal(100_000)
HOLDS_VARIANT = """
EXISTS (SELECT 1 FROM jsonb_array_elements(content -> 'variants') told WHERE told ->> 'sku' = ANY (%s::text[]))
"""


@dataclass(frozen=True)
class KitWanted:
    """An article by its code, and of what it is to be made; `at`: where its parts stand in what was sent."""

    at: str
    sku: str
    kit: KitRow


@dataclass(frozen=True)
class Beside:
    """What parts may be beside those that are there: of products that are written together with their kits, or before
    them (`rows`), and, where kits only ask to be shown (`waiting`), what waits to be looked at. `kits`: articles that
    are being made kits somewhere else."""

    rows: Sequence[ProductRow] = ()
    kits: Set[str] = frozenset()
    waiting: bool = False


ALONE = Beside()


@dataclass(frozen=True)
class _Article:
    """What a part may be: its base unit, and how far that may be divided."""

    unit: str
    decimals: int
    withdrawn: bool = False


def check_kits(actor: Actor, wanted: Sequence[KitWanted], faults: Faults, beside: Beside = ALONE) -> None:
    """Collect the faults of all kits: a part unknown, named twice, another seller's, withdrawn, a kit itself, or the
    article a part of another kit. Five statements, one more for parts that may wait, none without kits."""
    if not wanted:
        return
    codes = {part.sku for each in wanted for part in each.kit.parts}
    known = _known(actor, codes, beside.rows)
    if beside.waiting:
        known = _waiting(actor, codes - known.keys()) | known
    # Whatever else it is, it is no part.
    known = dict.fromkeys(beside.kits, _Article("", 6)) | known
    told = _told_kits(beside.rows) | {each.sku: bool(each.kit.parts) for each in wanted}
    becoming = dict.fromkeys(beside.kits, True) | told
    kits = {sku for sku in _kits(actor, codes) | becoming.keys() if becoming.get(sku, True)}
    parts = _parts_elsewhere(actor, {each.sku for each in wanted})
    is_seller = actor.scope != "market"
    unknown = _("You sell no article %(sku)s.") if is_seller else _("There is no article %(sku)s yet.")
    for each in wanted:
        _check_parts(each, known, kits, unknown, faults)
        _check_whole(each, parts, faults)


def _check_parts(
    wanted: KitWanted, known: Mapping[str, _Article], kits: Set[str], unknown: str, faults: Faults
) -> None:
    seen: set[str] = set()
    for i, part in enumerate(wanted.kit.parts):
        at, article = f"{wanted.at}.{i}", known.get(part.sku)
        if article is None:
            faults.add(f"{at}.sku", "unknown", unknown % {"sku": part.sku[:60]})
        elif unfit := _unfit(wanted.sku, part, article, kits, seen):
            faults.add(f"{at}.sku", *unfit)
        seen.add(part.sku)
        divided = article.decimals if article else 6
        if not (part.quantity.is_finite() and 0 < part.quantity <= MOST_OF_ONE):
            faults.add(f"{at}.quantity", "positive", _("Give a quantity of more than zero."))
        elif article and not is_whole(part.quantity, divided):
            faults.add(f"{at}.quantity", "divided", divided_words(article.unit, divided))


def _check_whole(wanted: KitWanted, parts: Set[str], faults: Faults) -> None:
    made_of = wanted.kit.parts
    if len(made_of) > MOST:
        faults.add(wanted.at, "too-many", _("At most %(most)s parts.") % {"most": MOST})
    if made_of and all(part.optional for part in made_of):
        faults.add(wanted.at, "required", _("At least one part always comes: not all are optional."))
    if made_of and wanted.sku in parts:
        faults.add(wanted.at, "part", _("This is a part of a kit; a kit holds none."))


def _unfit(
    sku: str, part: KitPartRow, article: _Article, kits: Set[str], seen: Set[str]
) -> tuple[str, str] | None:
    """What keeps an article from being a part: the fault's code and words."""
    told = {"sku": part.sku}
    if part.sku == sku:
        return "itself", _("A kit can’t be a part of itself.")
    if part.sku in kits:
        return "kit", _("%(sku)s is a kit; a kit holds none.") % told
    if article.withdrawn:
        return "withdrawn", _("%(sku)s isn’t sold any more.") % told
    if part.sku in seen:
        return "twice", _("%(sku)s is named twice.") % told
    return None


def _known(actor: Actor, codes: Collection[str], rows: Iterable[ProductRow]) -> dict[str, _Article]:
    """The articles that the actor may take for parts: its own, and those that are being written."""
    found = Variant.objects.filter(
        market_id=actor.market_id, sku__in=[sku for sku in codes if "\0" not in sku]
    )
    there = list(found.select_related("product"))
    others = not_own(actor, {variant.product.code for variant in there})
    decimals = base_decimals(actor, [variant.id for variant in there])
    known = {
        variant.sku: _Article(
            variant.product.base_unit,
            decimals.get(variant.id, 0),
            variant.product.state == ProductState.WITHDRAWN.value,
        )
        for variant in there
        if variant.product.code not in others
    }
    return known | _of_rows(codes, rows)


def _of_rows(codes: Collection[str], rows: Iterable[ProductRow]) -> dict[str, _Article]:
    found = {}
    for row in rows:
        for variant in row.variants:
            if variant.sku in codes:
                base = next((pack.decimals for pack in variant.packs if pack.unit == row.base_unit), 0)
                found[variant.sku] = _Article(row.base_unit, base)
    return found


def _waiting(actor: Actor, codes: Collection[str]) -> dict[str, _Article]:
    """Those that the actor has sent in and nobody has looked at yet: who sends a kit in after them needn't wait."""
    if not codes or actor.scope == "market":
        return {}
    told = RawSQL(HOLDS_VARIANT, [list(codes)])
    rows = ProductVersion.objects.filter(
        market_id=actor.market_id, seller_id=actor.organisation_id, state=VersionState.SUBMITTED.value
    )
    contents = rows.annotate(told=told).filter(told=True).values_list("content", flat=True)
    return _of_rows(codes, map(row_of_content, contents))


def _told_kits(rows: Iterable[ProductRow]) -> dict[str, bool]:
    """Whether the articles that these rows tell about are to be kits."""
    return {
        variant.sku: bool(variant.kit.parts)
        for row in rows
        for variant in row.variants
        if variant.kit is not None
    }


def _kits(actor: Actor, codes: Collection[str]) -> set[str]:
    clean = [sku for sku in codes if "\0" not in sku]
    made = Kit.objects.filter(market_id=actor.market_id, variant__sku__in=clean)
    return set(made.values_list("variant__sku", flat=True))


def _parts_elsewhere(actor: Actor, becoming: Collection[str]) -> set[str]:
    """Those among these that are a part of a kit which stays."""
    clean = [sku for sku in becoming if "\0" not in sku]
    parts = KitPart.objects.filter(market_id=actor.market_id, part__sku__in=clean)
    return set(parts.exclude(kit__sku__in=clean).values_list("part__sku", flat=True))

"""What an operation would make of many prices of a list: before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Brand, Category
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, Invalid
from dinghuo.foundation.statements import beside, fetch
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.drafts.drafts import DraftChange
from dinghuo.pricing.queries.price_lists import visible_lists
from dinghuo.pricing.rules.mass_change import MassChange, Operation, Selection, changed
from dinghuo.pricing.rules.slips import are_contradictory

__all__ = ["MassChange", "Operation", "Preview", "Selection", "mass_change"]

#: Prices of one mass change.
MOST = 20_000
SELECT = beside(__file__)


@dataclass(frozen=True, slots=True)
class Preview:
    """The prices that would change, those that stay, and those that can't be computed: their cost isn't known."""

    changes: Sequence[DraftChange]
    unchanged: int
    unknown: Sequence[DraftChange]

    @property
    def raised(self) -> int:
        """How many prices go up."""
        return sum(1 for each in self.changes if (each.amount or 0) > (each.was or 0))


def mass_change(actor: Actor, list_key: str, wanted: MassChange) -> Preview:
    """The prices before and after, by SKU. Raises Invalid with every fault of the operation, an unknown list among
    them, and where nothing is selected or too much. At most four statements."""
    require(actor, SEE_PRICE_LISTS)
    found = visible_lists(actor).filter(key=list_key.replace("\0", "")).first()
    faults = Faults()
    if found is None:
        faults.add("list", "unknown", _("There is no %s.") % list_key[:60].replace("\0", ""))
    _check_selection(actor, wanted, faults)
    is_chosen = not faults
    _check_operation(wanted.operation, faults)
    if found is None or not is_chosen:
        raise Invalid(faults.found)
    chosen = wanted.selection
    rows = fetch(
        SELECT,
        {
            "market": actor.market_id,
            "list": found.id,
            "seller": found.seller_id,
            "at": wanted.at or now(),
            "brand": chosen.brand,
            "category": chosen.category,
            "all": not chosen.goods,
            "goods": list(chosen.goods),
            "limit": MOST + 1,
        },
    )
    if not rows:
        faults.add("goods", "nothing", _("No price of this list is selected."))
    if len(rows) > MOST:
        faults.add("goods", "too-many", _("More than %s prices are selected. Take fewer at a time.") % MOST)
    faults.raise_any()
    changes, unknown, unchanged = [], [], 0
    for sku, name, variant_id, unit, least, amount, factor, cost in rows:
        new = changed(wanted.operation, amount, factor, cost)
        row = DraftChange(sku, name, variant_id, unit, least, new, amount, cost)
        if new is None:
            unknown.append(row)
        elif new == amount:
            unchanged += 1
        else:
            changes.append(row)
    return Preview(changes, unchanged, unknown)


def _check_selection(actor: Actor, wanted: MassChange, faults: Faults) -> None:
    chosen = wanted.selection
    market = {"market_id": actor.market_id}
    named = (
        ("brand", chosen.brand, Brand.objects.filter(**market, key=chosen.brand.replace("\0", ""))),
        (
            "category",
            chosen.category,
            Category.objects.filter(**market, key=chosen.category.replace("\0", "")),
        ),
    )
    for name, key, rows in named:
        if key and not rows.exists():
            faults.add(name, "unknown", _("There is no %s.") % key[:60].replace("\0", ""))


def _check_operation(asked: Operation, faults: Faults) -> None:
    if not (
        asked.percent.is_finite() and -90 <= asked.percent <= 900 and asked.percent == round(asked.percent, 4)
    ):
        faults.add("percent", "absurd", _("Between −90 and 900 per cent, with at most four decimals."))
    if not asked.plus.is_finite() or abs(asked.plus) >= 10**12 or asked.plus != round(asked.plus, 6):
        faults.add("plus", "too-large", _("Enter a number with at most six decimals."))
    for name in ("step", "ending", "floor", "ceiling", "min_margin"):
        number = getattr(asked, name)
        wrong = number is not None and not (
            number.is_finite() and 0 <= number < 10**12 and number == round(number, 6)
        )
        if wrong or (name == "step" and number == 0):
            faults.add(name, "negative", _("Enter zero or more, with at most six decimals."))
    if are_contradictory(asked.floor, asked.ceiling):
        faults.add("floor", "above-ceiling", _("The floor is above the ceiling."))
    if (asked.min_margin or 0) >= 1000 or (asked.min_margin or 0) != round(asked.min_margin or 0, 4):
        faults.add("min_margin", "too-large", _("That is too much."))
    same = asked.percent == 0 and asked.plus == 0 and asked.step is None
    if same and asked.floor is None and asked.ceiling is None and asked.min_margin is None:
        faults.add("percent", "nothing", _("Say by how much the prices change."))

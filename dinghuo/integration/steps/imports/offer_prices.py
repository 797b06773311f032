"""Prices in sheets of offers: they go to the seller's list as a sheet of prices would bring them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Min

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.states import RowState
from dinghuo.integration.steps.imports.handling import RowFault, Verdict, refuse, wrong
from dinghuo.integration.steps.imports.price_rows import ONE
from dinghuo.integration.steps.imports.prices import Prices
from dinghuo.pricing.models import Price, PriceList
from dinghuo.pricing.permissions import LOAD_PRICES
from dinghuo.pricing.queries.price_lists import visible_lists
from dinghuo.pricing.queries.usual_lists import usual_lists

COLUMN = "amount"
#: What a sheet of prices has under other names.
NAMES = {"unit": "price_unit", "min_quantity": COLUMN, "valid_from": COLUMN, "valid_to": COLUMN}


@dataclass(frozen=True, slots=True)
class Priced:
    """Rows of a sheet of offers as rows of a sheet of prices, and their places among the others."""

    places: Sequence[int]
    rows: Sequence[ReadRow]

    def faults(self, found: Mapping[int, Sequence[RowFault]]) -> dict[int, list[RowFault]]:
        """What pricing finds wrong, by place and under the names of this sheet."""
        return {
            self.places[i]: [(NAMES.get(column, column), code, words) for column, code, words in faults]
            for i, faults in found.items()
        }


def check_prices(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    sellers: Mapping[int, UUID],
    verdicts: Sequence[Verdict],
) -> dict[int, str]:
    """By place, the price that each row would replace, empty for none; missing where it changes nothing. Faults are put
    into the verdicts."""
    asked = [place for place in sellers if COLUMN in rows[place].values]
    priced = _priced(actor, imported, rows, {place: sellers[place] for place in asked}, verdicts)
    if not priced.rows:
        return {}
    changed = {}
    found = Prices().check(actor, imported, priced.rows)
    for place, faults in priced.faults({i: each.faults for i, each in enumerate(found)}).items():
        if faults:
            refuse(verdicts[place], *faults)
    for place, verdict in zip(priced.places, found, strict=True):
        if verdict.state in (RowState.NEW, RowState.CHANGED):
            changed[place] = str((verdict.before or {}).get(COLUMN, ""))
    if not allows(actor, LOAD_PRICES):
        for place in changed:
            refuse(verdicts[place], wrong(COLUMN, "no-prices"))
    return changed


def apply_prices(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    sellers: Mapping[int, UUID],
    before: Sequence[Mapping[str, Any] | None],
    verdicts: Sequence[Verdict],
) -> None:
    """Write the prices that the preview said would change; what can't be written any more is put into the verdicts."""
    priced = _changing(actor, imported, rows, sellers, before, verdicts)
    if priced.rows:
        found = Prices().apply(actor, imported, priced.rows, _were(priced, before))
        for place, faults in priced.faults(found).items():
            refuse(verdicts[place], *faults)


def undo_prices(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    sellers: Mapping[int, UUID],
    before: Sequence[Mapping[str, Any] | None],
    verdicts: Sequence[Verdict],
) -> list[int]:
    """Let the prices that were replaced count again. Returns the places over which others have been put."""
    priced = _changing(actor, imported, rows, sellers, before, verdicts)
    stuck = Prices().undo(actor, imported, priced.rows, _were(priced, before)) if priced.rows else []
    lost = [place for place in sellers if COLUMN in (before[place] or {}) and place not in priced.places]
    return [priced.places[i] for i in stuck] + lost


def _changing(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    sellers: Mapping[int, UUID],
    before: Sequence[Mapping[str, Any] | None],
    verdicts: Sequence[Verdict],
) -> Priced:
    asked = {place: seller for place, seller in sellers.items() if COLUMN in (before[place] or {})}
    return _priced(actor, imported, rows, asked, verdicts)


def _were(priced: Priced, before: Sequence[Mapping[str, Any] | None]) -> list[Mapping[str, Any] | None]:
    amounts = [(before[place] or {})[COLUMN] for place in priced.places]
    return [{COLUMN: amount} if amount else None for amount in amounts]


def _priced(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    sellers: Mapping[int, UUID],
    verdicts: Sequence[Verdict],
) -> Priced:
    """The rows as pricing reads them, each with its list and the least quantity that has a price there. Four
    statements."""
    if not sellers:
        return Priced((), ())
    lists = _lists(actor, imported, rows, sellers, verdicts)
    least = _least(actor, [rows[place] for place in lists], lists.values())
    priced = []
    for place, price_list in lists.items():
        values = rows[place].values
        sku, unit = values["sku"], values.get("price_unit", "")
        mine: dict[str, Any] = {"sku": sku, COLUMN: values[COLUMN], "list": price_list.key, "unit": unit}
        mine["min_quantity"] = least.get((price_list.id, sku, unit), ONE)
        if "meant" in values:
            mine["meant"] = values["meant"]
        priced.append(ReadRow(rows[place].position, [], mine))
    return Priced(list(lists), priced)


def _lists(
    actor: Actor,
    imported: Import,
    rows: Sequence[ReadRow],
    sellers: Mapping[int, UUID],
    verdicts: Sequence[Verdict],
) -> dict[int, PriceList]:
    """By place the list that the row names, that was chosen for the import, or that is usual for its seller."""
    usual = usual_lists(actor, sellers.values())
    chosen = imported.options.get("list", "")
    known: dict[tuple[UUID, str], PriceList] = {}
    for each in visible_lists(actor).filter(state="active", seller_id__in=set(sellers.values())):
        known.setdefault((each.seller_id, each.name), each)
        known[each.seller_id, each.key] = each
    found = {}
    for place, seller_id in sellers.items():
        named = rows[place].values.get("list", chosen)
        price_list = known.get((seller_id, named)) if named else usual.get(seller_id)
        if price_list is None:
            refuse(verdicts[place], wrong("list", "unknown-list" if named else "no-list"))
        else:
            found[place] = price_list
    return found


def _least(actor: Actor, rows: Sequence[ReadRow], lists: Any) -> dict[tuple[UUID, str, str], Any]:
    """The least quantity of which a list has a price now, by list, SKU and unit; the base unit's stand under no unit
    too."""
    skus = {row.values["sku"] for row in rows}
    base = dict(
        Variant.objects.filter(market_id=actor.market_id, sku__in=skus).values_list(
            "sku", "product__base_unit"
        )
    )
    prices = Price.objects.filter(
        market_id=actor.market_id,
        list_id__in={each.id for each in lists},
        variant__sku__in=skus,
        valid__contains=now(),
    )
    found = {}
    for list_id, sku, unit, least in prices.values_list("list_id", "variant__sku", "unit").annotate(
        Min("min_quantity")
    ):
        found[list_id, sku, unit] = least
        if base.get(sku) == unit:
            found[list_id, sku, ""] = least
    return found

"""Imports of prices: what a row would do to its list, and putting it there."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.record import record
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.states import RowState
from dinghuo.integration.steps.imports.companions import Companions
from dinghuo.integration.steps.imports.handling import RowFault, Said, Verdict, refuse, verdict_on, wrong
from dinghuo.integration.steps.imports.known_skus import mend_skus
from dinghuo.integration.steps.imports.price_rows import parts_of
from dinghuo.pricing.events import PricesLoaded
from dinghuo.pricing.models import PriceList
from dinghuo.pricing.rules.replace import Span
from dinghuo.pricing.steps.check_bands import check_bands
from dinghuo.pricing.steps.check_slips import check_slips
from dinghuo.pricing.steps.lock_list import lock_list
from dinghuo.pricing.steps.take_back_prices import TakenBack, take_back_prices
from dinghuo.pricing.steps.write_prices import NewPrice, Planned, plan, write_changes


class Prices:
    """The handling of prices."""

    def check(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        companions: Companions | None = None,
    ) -> list[Verdict]:
        """As Handling.check."""
        verdicts = [verdict_on(row) for row in rows]
        mend_skus(actor, rows)
        at = now()
        for part in parts_of(actor, imported, rows, verdicts, at):
            right = part.right
            _ask_about_slips(actor, part.price_list, right, rows, verdicts)
            _keep_in_bands(actor, part.price_list, right, verdicts)
            planned = plan(actor, part.price_list, [price for _place, price in right], at)
            for (place, price), each in zip(right, planned, strict=True):
                _judge(verdicts[place], price, each)
                verdicts[place].key = _key(part.price_list, price)
                span = price.span
                verdicts[place].said = Said("amount", span.amount, span.start, span.end)
        return verdicts

    def apply(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> dict[int, list[RowFault]]:
        """As Handling.apply; a price that is another one than the preview replaced stays."""
        verdicts = [verdict_on(row) for row in rows]
        mend_skus(actor, rows)
        at = now()
        for part in parts_of(actor, imported, rows, verdicts, at):
            price_list = lock_list(actor, part.price_list.key)
            _keep_in_bands(actor, price_list, part.right, verdicts)
            right = [(place, price) for place, price in part.right if not verdicts[place].faults]
            planned = plan(actor, price_list, [price for _place, price in right], at)
            written = []
            for (place, price), each in zip(right, planned, strict=True):
                if each.change.is_past:
                    refuse(verdicts[place], _past())
                elif _amount_before(price, each) != (before[place] or {}).get("amount"):
                    refuse(verdicts[place], wrong("amount", "changed-since"))
                else:
                    written.append((price, each.change))
            added = write_changes(
                actor,
                price_list,
                [price for price, _change in written],
                [change for _price, change in written],
            ).added
            parties = [each for each in (price_list.seller_id, price_list.buyer_id) if each]
            data = {"prices": added, "import": imported.number}
            record(actor, PricesLoaded(price_list.id, price_list.key, parties, data))
        return {i: verdict.faults for i, verdict in enumerate(verdicts) if verdict.faults}

    def undo(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> list[int]:
        """As Handling.undo: what began ends now, what was before counts again from now on."""
        verdicts = [verdict_on(row) for row in rows]
        mend_skus(actor, rows)
        at = now()
        stuck: list[int] = []
        for part in parts_of(actor, imported, rows, verdicts, at, is_undo=True):
            price_list = lock_list(actor, part.price_list.key)
            taken = [
                TakenBack(price, _old_amount(before[place]), is_open="valid_from" not in rows[place].values)
                for place, price in part.right
            ]
            stuck += [part.right[i][0] for i in take_back_prices(actor, price_list, taken, at)]
        return stuck + [place for place, verdict in enumerate(verdicts) if verdict.faults]


def _ask_about_slips(
    actor: Actor,
    price_list: PriceList,
    right: Sequence[tuple[int, NewPrice]],
    rows: Sequence[ReadRow],
    verdicts: Sequence[Verdict],
) -> None:
    """A price a point or two away from the one before is wrong until the row says that it is meant."""
    asked = [(place, price) for place, price in right if not rows[place].values.get("meant")]
    faults = Faults()
    check_slips(actor, price_list, [(str(place), price) for place, price in asked], faults)
    for fault in faults.found:
        place, column = fault.path.split(".")
        refuse(verdicts[int(place)], (column, fault.code, fault.message), wrong("meant", "say-so"))


def _keep_in_bands(
    actor: Actor, price_list: PriceList, right: Sequence[tuple[int, NewPrice]], verdicts: Sequence[Verdict]
) -> None:
    """A price outside its list's band is wrong, whatever the row says."""
    faults = Faults()
    check_bands(actor, price_list, [(str(place), price) for place, price in right], faults)
    for fault in faults.found:
        place, column = fault.path.split(".")
        refuse(verdicts[int(place)], (column, fault.code, fault.message))


def _judge(verdict: Verdict, price: NewPrice, planned: Planned) -> None:
    if planned.change.is_past:
        refuse(verdict, _past())
        return
    if verdict.faults:
        return
    if not planned.change.add:
        verdict.state = RowState.UNCHANGED
        return
    was = _amount_before(price, planned)
    if was is not None:
        verdict.state, verdict.before = RowState.CHANGED, {"amount": was}


def _amount_before(price: NewPrice, planned: Planned) -> str | None:
    covering = (span for span in planned.old if span.overlaps(price.span.start, price.span.end))
    first: Span | None = next(covering, None)
    return plain(first.amount) if first else None


def _old_amount(before: Mapping[str, Any] | None) -> Decimal | None:
    return Decimal(before["amount"]) if before else None


def _past() -> RowFault:
    return wrong("valid_to", "past")


def _key(price_list: PriceList, price: NewPrice) -> str:
    return f"{price_list.key}|{price.variant_id}|{price.unit}|{price.min_quantity.normalize()}"

"""Imports of offers: a seller's terms for articles that are described already, with price and what is available."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from dinghuo.catalogue.actions.load_offers import LoadedOffer, load_offers
from dinghuo.foundation.actor import Actor
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.rows import ReadRow
from dinghuo.integration.states import RowState
from dinghuo.integration.steps.imports.companions import Companions
from dinghuo.integration.steps.imports.handling import RowFault, Verdict, verdict_on
from dinghuo.integration.steps.imports.offer_prices import apply_prices, check_prices, undo_prices
from dinghuo.integration.steps.imports.offer_stock import apply_stock, check_stock, undo_stock
from dinghuo.integration.steps.imports.offer_terms import NEW, Wanted, put_back, wanted_offers
from dinghuo.inventory.actions.count_stock import count_stock


class Offers:
    """The handling of offers. A row is written whole or not at all."""

    def check(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        companions: Companions | None = None,
    ) -> list[Verdict]:
        """As Handling.check."""
        verdicts = [verdict_on(row) for row in rows]
        wanted = wanted_offers(actor, rows, verdicts)
        sellers = _sellers(wanted)
        prices = check_prices(actor, imported, rows, sellers, verdicts)
        stock = check_stock(actor, imported, rows, sellers, verdicts)
        for each in wanted:
            verdict = verdicts[each.place]
            verdict.key = f"{each.key}"
            before = each.changed
            if each.place in prices:
                before["amount"] = prices[each.place]
            if each.place in stock:
                before["available"] = stock[each.place]
            verdict.before = before or None
            if each.old is None:
                verdict.before = {NEW: "yes", **before} if before else None
            elif not verdict.faults:
                verdict.state = RowState.CHANGED if before else RowState.UNCHANGED
        return verdicts

    def apply(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> dict[int, list[RowFault]]:
        """As Handling.apply. Whatever can be refused is refused before anything of the row is written: counts under
        their balances' locks, then prices under their lists'."""
        verdicts = [verdict_on(row) for row in rows]
        wanted = wanted_offers(actor, rows, verdicts)
        counts = apply_stock(actor, imported, rows, _right(wanted, verdicts), before, verdicts)
        apply_prices(actor, imported, rows, _right(wanted, verdicts), before, verdicts)
        left = _right(wanted, verdicts)
        if ready := [count for place, count in counts.items() if place in left]:
            count_stock(actor, ready, why=imported.number)
        load_offers(
            actor,
            [
                LoadedOffer(each.sku, each.new, each.state, each.limits if each.is_limited else None)
                for each in wanted
                if each.place in left and (each.old is None or each.changed)
            ],
        )
        return {i: verdict.faults for i, verdict in enumerate(verdicts) if verdict.faults}

    def undo(
        self,
        actor: Actor,
        imported: Import,
        rows: Sequence[ReadRow],
        before: Sequence[Mapping[str, Any] | None],
    ) -> list[int]:
        """As Handling.undo: a new offer is withdrawn, a changed one has its old terms; stuck: changed since."""
        verdicts = [verdict_on(row) for row in rows]
        wanted = wanted_offers(actor, rows, verdicts)
        sellers = _sellers(wanted)
        stuck = {each.place for each in wanted if each.old is None or each.changed}
        stuck |= {*undo_prices(actor, imported, rows, sellers, before, verdicts)}
        stuck |= {*undo_stock(actor, imported, rows, sellers, before)}
        if not stuck:
            load_offers(actor, [put_back(each, before[each.place]) for each in wanted])
        return sorted(stuck)


def _sellers(wanted: Sequence[Wanted]) -> dict[int, UUID]:
    return {each.place: each.key[1] for each in wanted}


def _right(wanted: Sequence[Wanted], verdicts: Sequence[Verdict]) -> dict[int, UUID]:
    return _sellers([each for each in wanted if not verdicts[each.place].faults])

"""Who gets what of what there is: all or nothing by line unless it is partial, in the order of its seller's routing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from dinghuo.inventory.rules.balance import Balance, first_out_key
from dinghuo.inventory.rules.cart_holds import HeldBy, beyond_holds
from dinghuo.inventory.rules.life import LifeNeed, is_fresh
from dinghuo.inventory.rules.routing import Plan, Route
from dinghuo.inventory.rules.safety import Safety, beyond_safety
from dinghuo.inventory.rules.wants import Taken, Want

ZERO = Decimal(0)


class Supply:
    """What is free of some goods, handed out line by line; what is handed out isn't there for the next line.

    `routes`: the rules of the sellers that have some; of the others what expires first goes first. `safety`: what
    is kept back of goods (variant, seller), by warehouse. `held`: what is held at the checkout, by balance and buyer.
    """

    def __init__(
        self,
        balances: Iterable[Balance],
        today: date,
        has_life_rules: bool = False,
        routes: Mapping[UUID, Route] | None = None,
        safety: Mapping[tuple[UUID, UUID], Mapping[UUID, Safety]] | None = None,
        held: Mapping[UUID, HeldBy] | None = None,
    ):
        self._today = today
        #: Whether one of the sellers asks how fresh goods are: only then do lines have needs.
        self.has_life_rules = has_life_rules
        self.routes: Mapping[UUID, Route] = routes or {}
        self._safety = safety or {}
        self._held = held or {}
        self._balances = {balance.stock_id: balance for balance in balances}
        self._goods: dict[tuple[UUID, UUID], list[Balance]] = {}
        for balance in self._balances.values():
            self._goods.setdefault((balance.variant_id, balance.seller_id), []).append(balance)
        for several in self._goods.values():
            several.sort(key=first_out_key)

    def free(
        self,
        variant_id: UUID,
        seller_id: UUID,
        need: LifeNeed | None = None,
        urgent: bool = False,
        buyer_id: UUID | None = None,
    ) -> Decimal:
        """What is left of a seller's goods, fresh enough for who needs them so, without what is kept back or held for
        other buyers."""
        return sum((each.free for each in self._fit(variant_id, seller_id, need, urgent, buyer_id)), ZERO)

    def take(self, wants: Sequence[Want], region: str = "") -> list[Taken]:
        """Serve one order's lines in turn: each gets all it wants, or what there is if it is `partial`, else nothing.

        `region`: the code of where the goods go, for sellers who send from what is near. How much a line gets doesn't
        depend on how it is routed.
        """
        plans = self._plans(wants, region) if self.routes else {}
        return [taken for want in wants for taken in self._serve(want, plans.get(want.seller_id))]

    def put_back(self, taken: Iterable[Taken]) -> None:
        """Undo a take."""
        for part in taken:
            self._balances[part.stock_id].free += part.quantity

    def _plans(self, wants: Sequence[Want], region: str) -> dict[UUID, Plan]:
        plans = {}
        for seller_id in {want.seller_id for want in wants} & set(self.routes):
            own = [want for want in wants if want.seller_id == seller_id]
            fit = {
                want.line_id: self._fit(want.variant_id, seller_id, want.need, want.urgent, want.buyer_id)
                for want in own
            }
            plans[seller_id] = Plan(self.routes[seller_id], region, own, fit)
        return plans

    def _fit(
        self,
        variant_id: UUID,
        seller_id: UUID,
        need: LifeNeed | None,
        urgent: bool = False,
        buyer_id: UUID | None = None,
    ) -> Sequence[Balance]:
        """The balances that may serve who needs goods so fresh, each with what may be taken of it."""
        every = self._goods.get((variant_id, seller_id), [])
        if self._held:
            every = [beyond_holds(each, self._held.get(each.stock_id), buyer_id) for each in every]
        fit = every
        if need is not None:
            fit = [balance for balance in every if is_fresh(balance, need, self._today)]
        safety = self._safety.get((variant_id, seller_id))
        if not safety:
            return fit
        return beyond_safety([(each.warehouse_id, each) for each in every], fit, safety, urgent)

    def _serve(self, want: Want, plan: Plan | None) -> list[Taken]:
        balances = self._fit(want.variant_id, want.seller_id, want.need, want.urgent, want.buyer_id)
        if not want.partial and sum((balance.free for balance in balances), ZERO) < want.quantity:
            return []
        if plan is None:
            return [self._taken(want, *each) for each in self._parts(want, balances)]
        able = sorted((balance for balance in balances if balance.free > 0), key=plan.key)
        parts = list(self._parts(want, able))
        used: dict[UUID, tuple[str, ...]] = {}
        for balance, _quantity in parts:
            if balance.warehouse_id not in used:
                others = [each for each in able if each.warehouse_id not in used]
                used[balance.warehouse_id] = plan.reasons(balance, others)
        return [self._taken(want, *each, why=used[each[0].warehouse_id]) for each in parts]

    def _parts(self, want: Want, balances: Sequence[Balance]) -> Iterable[tuple[Balance, Decimal]]:
        rest = want.quantity
        for balance in balances:
            part = min(rest, balance.free)
            if part > 0:
                # Where some is kept back or held, `balance` only says how much of the real one may be taken.
                self._balances[balance.stock_id].free -= part
                rest -= part
                yield balance, part

    def _taken(self, want: Want, balance: Balance, quantity: Decimal, why: tuple[str, ...] = ()) -> Taken:
        return Taken(
            want.line_id,
            balance.stock_id,
            quantity,
            balance.warehouse_id,
            balance.lot,
            balance.expires,
            why,
        )

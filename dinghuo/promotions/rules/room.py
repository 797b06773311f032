"""How much promotions may still give, handed out basket by basket."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.promotions.rules.basket import Grant, Offer
from dinghuo.promotions.states import Refused


@dataclass(slots=True)
class Room:
    """What is left: budgets and uses by promotion, uses by promotion and buyer, uses by coupon; None where no limit is.

    What isn't known here is what the offer said when it was read. With `locked`, limited promotions that aren't in it
    give nothing: only what is locked may be handed out.
    """

    locked: frozenset[UUID] | None = None
    budgets: dict[UUID, Decimal | None] = field(default_factory=dict)
    uses: dict[UUID, int | None] = field(default_factory=dict)
    customers: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    coupons: dict[UUID, int] = field(default_factory=dict)

    def refusal(self, offer: Offer, buyer_id: UUID, amount: Decimal) -> Refused | None:
        """Why so much more can't be given to a buyer. A discount is given whole or not at all."""
        if not offer.limited:
            return None
        budget = self.budgets.get(offer.id, offer.budget_left)
        uses = self.uses.get(offer.id, offer.uses_left)
        customer = self._customer(offer, buyer_id)
        # Before the locks: who has used it so often as a customer may isn't told that others were quicker.
        if customer is not None and customer < 1:
            return Refused.ALREADY_USED
        if self.locked is not None and offer.id not in self.locked:
            return Refused.USED_UP
        if offer.coupon and self.coupons.get(offer.coupon.id, offer.coupon.uses_left) < 1:
            return Refused.USED_UP
        if (budget is not None and amount > budget) or (uses is not None and uses < 1):
            return Refused.USED_UP
        return None

    def take(self, grants: Iterable[Grant], buyer_id: UUID) -> None:
        """Hand out what a basket gets."""
        self._move(grants, buyer_id, 1)

    def put_back(self, grants: Iterable[Grant], buyer_id: UUID) -> None:
        """Undo a take."""
        self._move(grants, buyer_id, -1)

    def _move(self, grants: Iterable[Grant], buyer_id: UUID, sign: int) -> None:
        for grant in grants:
            offer = grant.offer
            budget = self.budgets.get(offer.id, offer.budget_left)
            uses = self.uses.get(offer.id, offer.uses_left)
            customer = self._customer(offer, buyer_id)
            if budget is not None:
                self.budgets[offer.id] = budget - sign * grant.amount
            if uses is not None:
                self.uses[offer.id] = uses - sign
            if customer is not None:
                self.customers[offer.id, buyer_id] = customer - sign
            if offer.coupon:
                left = self.coupons.get(offer.coupon.id, offer.coupon.uses_left)
                self.coupons[offer.coupon.id] = left - sign

    def _customer(self, offer: Offer, buyer_id: UUID) -> int | None:
        return self.customers.get((offer.id, buyer_id), offer.customer_left)

"""What lacks to what orders must and should come to, and what sending costs, of what is in a cart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.queries.cart_freight import freights_of, load_of, read_terms
from dinghuo.ordering.queries.cart_sheet import CartRow, CartSheet
from dinghuo.ordering.rules.freight import Freight, FreightGap, freight_gaps, less_freed
from dinghuo.ordering.rules.minimums import Gap, gaps
from dinghuo.organisations.queries.buying_terms import buying_terms
from dinghuo.organisations.rules.minimums import nearest

__all__ = ["CartTerms", "Freight", "FreightGap", "Gap", "cart_terms"]

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class CartTerms:
    """`gaps`: what lacks to minimums, those that keep the cart from being ordered first. `freights`: what sending each
    seller's goods to the buyer's first address costs; none where nobody charges any. `freight_gaps`: what lacks to be
    sent for nothing."""

    gaps: Sequence[Gap] = ()
    freights: dict[UUID, Freight] = field(default_factory=dict)
    freight_gaps: Sequence[FreightGap] = ()

    @property
    def freight(self) -> Decimal:
        """What the buyer pays for sending all of it."""
        return sum((each.owed for each in self.freights.values()), ZERO)


def cart_terms(actor: Actor, storefront_id: UUID, sheet: CartSheet) -> CartTerms:
    """The terms of the actor's cart. One statement at most, and one more where the market's orders pay freight, or are
    asked for more by their goods or the buyer's group or level."""
    if not sheet.shares or actor.organisation_id is None:
        return CartTerms()
    terms = buying_terms(actor, actor.organisation_id, storefront_id)
    if terms is None:
        return CartTerms()
    told = read_terms(actor, terms, sheet.rows)
    totals = {share.seller_id: share.total for share in sheet.shares}
    minimums = nearest((*terms.minimums, *told.minimums))
    found = gaps(minimums, totals, sheet.currency, _sums(sheet.rows))
    loads = [(share.seller_id, load_of(share.rows, share.total)) for share in sheet.shares]
    sent = freights_of(told.tariffs, loads, sheet.currency)
    freed = less_freed(sent, sheet.discounts)
    return CartTerms(found, freed, freight_gaps(freed))


def _sums(rows: Sequence[CartRow]) -> dict[tuple[UUID, UUID], Decimal]:
    """What each article of each seller comes to."""
    sums: dict[tuple[UUID, UUID], Decimal] = {}
    for row in rows:
        key = (row.line.seller_id, row.line.variant_id)
        sums[key] = sums.get(key, ZERO) + row.total
    return sums

"""What merging two articles would do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from dinghuo.catalogue.models import CustomerCode, KitPart, ProductLink, TaxRate
from dinghuo.catalogue.permissions import MERGE_GOODS
from dinghuo.catalogue.queries.merging.kept_terms import kept_terms, told_terms
from dinghuo.catalogue.queries.merging.pair import Pair, naming_sets, obstacles, pair_of, retires_product
from dinghuo.catalogue.queries.quantity_terms import TermLine
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.inventory.queries.carried_stock import Carried, carried_stock
from dinghuo.ordering.models import CartLine, OrderLine, Quota
from dinghuo.ordering.queries.carried_quotas import carried_quotas
from dinghuo.ordering.states import OrderState
from dinghuo.pricing.models import Price, PriceRule


@dataclass(frozen=True)
class MergePreview:
    """The two articles, what speaks against it, and what would happen: numbers of rows, quantities in base units.

    `open_lines` are lines of orders under way, which stay as they were placed. `sets` name the product that goes;
    `rates` are tax rates kept for it. `terms`: quantities that sellers ask of whom, which come over; `other_terms`:
    those that aren't what is asked of what is kept, each with that one, which stays. `quotas`, `other_quotas`: the
    same of quotas.
    """

    pair: Pair
    obstacles: Sequence[str]
    retires: bool
    prices: int
    stock: Carried
    carts: int
    open_lines: int
    codes: int
    kits: int
    links: int
    sets: Sequence[str]
    rates: int
    terms: int
    other_terms: Sequence[tuple[TermLine, TermLine]]
    quotas: int
    other_quotas: Sequence[tuple[Quota, Quota]]

    @property
    def tax_differs(self) -> bool:
        """Whether the two are taxed differently: what is kept says how."""
        return bool(self.pair.kept.product.tax_rate != self.pair.merged.product.tax_rate)


def merge_preview(actor: Actor, kept: str, merged: str) -> MergePreview:
    """Look at what merging them would do. Raises NotFound. A constant number of statements."""
    require(actor, MERGE_GOODS)
    pair = pair_of(actor, kept, merged)
    mine = {"market_id": actor.market_id, "variant_id": pair.merged.id}
    lasting = Q(valid__endswith__isnull=True) | Q(valid__endswith__gt=now())
    retires = retires_product(actor, pair)
    links = ProductLink.objects.filter(market_id=actor.market_id)
    product_id = pair.merged.product_id
    asked = kept_terms(actor, pair, retires)
    quotas, other_quotas = carried_quotas(actor, pair.merged.id, pair.kept.id)
    over = [OrderState.COMPLETED.value, OrderState.CANCELLED.value, OrderState.REFUSED.value]
    return MergePreview(
        pair,
        obstacles(actor, pair),
        retires,
        Price.objects.filter(lasting, **mine).count() + PriceRule.objects.filter(lasting, **mine).count(),
        carried_stock(actor, pair.merged.id, pair.kept.id),
        CartLine.objects.filter(**mine).count(),
        OrderLine.objects.filter(**mine).exclude(order__state__in=over).count(),
        CustomerCode.objects.filter(**mine).count(),
        KitPart.objects.filter(market_id=actor.market_id, part=pair.merged).count(),
        links.filter(Q(product_id=product_id) | Q(other_id=product_id)).count() if retires else 0,
        naming_sets(actor, pair.merged.product) if retires else [],
        TaxRate.objects.filter(market_id=actor.market_id, target_id=product_id).count() if retires else 0,
        len(asked.coming),
        told_terms(actor, asked),
        len(quotas),
        other_quotas,
    )

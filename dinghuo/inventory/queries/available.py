"""What can be promised: free stock that hasn't expired and isn't recalled, in warehouses that are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q, QuerySet

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.inventory.models import Stock
from dinghuo.inventory.queries.promisable import asking, promisable
from dinghuo.organisations.queries.today import today

AVAILABLE = beside(__file__).replace(
    "{promisable}",
    promisable(
        "s.variant_id = ANY(%(variants)s::uuid[]) AND (%(seller)s::uuid IS NULL OR s.owner_id = %(seller)s::uuid)"
    ),
)


def available(
    actor: Actor,
    variant_ids: Iterable[UUID],
    seller_id: UUID | None = None,
    buyer_id: UUID | None = None,
) -> dict[tuple[UUID, UUID], Decimal]:
    """The available quantity in base units by (variant, seller), of one seller or of all. What has none is missing.

    For a buyer only what is fresh enough to go there, beyond what is kept back and what others hold at the checkout.
    One statement.
    """
    return free_goods(actor, variant_ids, seller_id, buyer_id).quantities


@dataclass(frozen=True, slots=True)
class FreeGoods:
    """Available quantities, and whether anybody in the market has rules about what may be shown of them, and about how
    much a customer may order."""

    quantities: dict[tuple[UUID, UUID], Decimal]
    has_displays: bool
    rations: bool


def free_goods(
    actor: Actor,
    variant_ids: Iterable[UUID],
    seller_id: UUID | None = None,
    buyer_id: UUID | None = None,
) -> FreeGoods:
    """The same for who shows it to a buyer: a market without rules needn't be asked for them."""
    values = {"variants": list(variant_ids), "seller": seller_id}
    rows = fetch(AVAILABLE, asking(actor, buyer_id) | values)
    has_displays, rations = next((row[-2:] for row in rows if row[0] is None), (False, False))
    free = {(variant_id, owner_id): quantity for variant_id, owner_id, quantity, *_rest in rows if variant_id}
    return FreeGoods(free, has_displays, rations)


def free_stock(actor: Actor) -> QuerySet[Stock]:
    """The balances that can be promised from; the same as free_balances.sql sees."""
    fresh = Q(expires=None) | Q(expires__gte=today(actor))
    return Stock.objects.filter(
        fresh,
        market_id=actor.market_id,
        on_hand__gt=F("reserved"),
        recalled=False,
        warehouse__is_active=True,
    )

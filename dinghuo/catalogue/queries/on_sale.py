"""Which offers are open at the moment they are asked for, and where: one definition for lists, orders and the rest.

The moment is the database's own, that of the transaction: whatever one transaction reads agrees, and nothing waits for
a job. The view `catalogue_shelf` holds the same of a product's own times.
"""

from uuid import UUID

from django.contrib.postgres.functions import TransactionNow
from django.db.models import BooleanField, OuterRef, Q, Subquery, Value
from django.db.models.expressions import RawSQL

from dinghuo.catalogue.models import Offer
from dinghuo.catalogue.states import OfferState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside

#: The same for statements: in place of {open}, with the values of `asked_where`.
OPEN = beside(__file__)
PLACE = """
SELECT ARRAY[left(region_code, 2), left(region_code, 4), left(region_code, 6), region_code]
FROM organisations_organisation WHERE market_id = %s AND id = %s
"""


def with_open(statement: str) -> str:
    """A statement with the condition on an offer `o` in place of {open}."""
    return statement.replace("{open}", OPEN)


def asked_where(storefront_id: UUID | None, buyer_id: UUID | None) -> dict[str, object]:
    """The values that {open} and {asked} (asked_quantities.py) ask for. Without a storefront all regions are meant:
    the whole market is looked at."""
    return {
        "anywhere": storefront_id is None,
        "place_of": buyer_id,
        "asks_buyer": buyer_id,
        "asks_storefront": storefront_id,
    }


def open_offers(actor: Actor, storefront_id: UUID | None, buyer_id: UUID | None) -> Q:
    """The condition on offers."""
    moment = TransactionNow()
    begun = Q(starts_at=None) | Q(starts_at__lte=moment)
    lasts = Q(ends_at=None) | Q(ends_at__gt=moment)
    when = Q(state=OfferState.ACTIVE.value) & begun & lasts
    if storefront_id is None:
        return when
    place = RawSQL(PLACE, [actor.market_id, buyer_id])
    return when & (Q(region_codes=[]) | Q(region_codes__overlap=place))


def has_open(actor: Actor, storefront_id: UUID | None, buyer_id: UUID | None) -> Q:
    """The condition on shelf rows that some offer is open to the buyer. Rows that are open always aren't asked."""
    if storefront_id is None:
        # The view has seen to the time.
        return Q()
    return Q(always=True) | _some_offer(actor, storefront_id, buyer_id)


def on_sale_now(actor: Actor, storefront_id: UUID | None, buyer_id: UUID | None) -> Q:
    """The condition on listings that aren't open always that they are on sale to the buyer now."""
    moment = TransactionNow()
    begun = Q(sale_starts_at=None) | Q(sale_starts_at__lte=moment)
    lasts = Q(sale_ends_at=None) | Q(sale_ends_at__gt=moment)
    return begun & lasts & _some_offer(actor, storefront_id, buyer_id)


def _some_offer(actor: Actor, storefront_id: UUID | None, buyer_id: UUID | None) -> Q:
    offers = Offer.objects.filter(
        open_offers(actor, storefront_id, buyer_id),
        market_id=actor.market_id,
        variant_id=OuterRef("variant_id"),
    )
    # As EXISTS the planner could read the offers of the whole market instead of a few by their index.
    return Q(Subquery(offers.values(yes=Value(True))[:1], output_field=BooleanField()))

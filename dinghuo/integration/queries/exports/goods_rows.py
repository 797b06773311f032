"""What a seller offers, as the rows of a file that a sheet of offers takes back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import TruncDate

from dinghuo.catalogue.queries.offered import matching_offers
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.inventory.queries.promisable import promisable_of
from dinghuo.organisations.queries.own import own_organisation_id
from dinghuo.organisations.queries.today import zone_of
from dinghuo.pricing.models import Price
from dinghuo.pricing.permissions import SEE_PRICE_LISTS
from dinghuo.pricing.queries.usual_lists import usual_lists


def goods_rows(actor: Actor, filters: Mapping[str, str]) -> QuerySet[Any]:
    """The offers that the filters of their screen leave, with days, what is free and what it costs. At most two
    statements."""
    seller_id = own_organisation_id(actor)
    found = _priced(actor, seller_id, matching_offers(actor, seller_id, filters.get("q", "")))
    zone = ZoneInfo(zone_of(actor))
    last = ExpressionWrapper(F("ends_at") - timedelta(microseconds=1), output_field=DateTimeField())
    return found.annotate(
        starts_on=TruncDate("starts_at", tzinfo=zone),
        ends_on=TruncDate(last, tzinfo=zone),
        available=promisable_of(actor, "variant_id", "seller_id"),
    ).order_by("variant__sku", "id")


def _priced(actor: Actor, seller_id: UUID, offers: QuerySet[Any]) -> QuerySet[Any]:
    """With the price of the seller's usual list for the least quantity, of the base unit if there is one."""
    price_list = usual_lists(actor, [seller_id]).get(seller_id) if allows(actor, SEE_PRICE_LISTS) else None
    if price_list is None:
        none = Value(None, output_field=CharField())
        return offers.annotate(price=none, price_unit=none, currency=none)
    base = Case(When(unit=F("variant__product__base_unit"), then=0), default=1)
    prices = Price.objects.filter(
        market_id=actor.market_id, list=price_list, variant_id=OuterRef("variant_id"), valid__contains=now()
    ).order_by(base, "unit", "min_quantity")
    return offers.annotate(
        price=Subquery(prices.values("amount")[:1]),
        price_unit=Subquery(prices.values("unit")[:1]),
        currency=Case(When(price__isnull=False, then=Value(price_list.currency)), output_field=CharField()),
    )

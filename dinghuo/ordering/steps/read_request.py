"""Reads the request of an order: its lines, its address and its days, with every fault at once."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dinghuo.catalogue.queries.find_goods import Goods
from dinghuo.foundation.actor import Actor, limit_of
from dinghuo.foundation.errors import Faults
from dinghuo.ordering.permissions import PLACE
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.rules.request import OrderRequest
from dinghuo.ordering.steps.check_day import check_days
from dinghuo.ordering.steps.find_address import add_unknown_address
from dinghuo.ordering.steps.find_buyer import Purchase
from dinghuo.ordering.steps.read_lines import draft_lines


def read_request(
    actor: Actor, purchase: Purchase, request: OrderRequest, goods: Mapping[str, Goods]
) -> tuple[list[Draft], dict[str, Any]]:
    """The drafted lines, of goods found for their codes, and the address as plain values.

    Raises Invalid with all that is wrong.
    """
    faults = Faults()
    check_days(actor, faults, request)
    drafts: list[Draft] = []
    with faults.collecting():
        drafts = draft_lines(request.lines, goods)
    if request.address_id is not None and purchase.address is None:
        add_unknown_address(faults)
    faults.raise_any()
    return drafts, dict(purchase.address or {})


def needs_approval(actor: Actor, purchase: Purchase, total: Decimal) -> bool:
    """Whether an order of this total waits for somebody who may spend more than the actor."""
    if purchase.on_behalf:
        return False
    limit = limit_of(actor, PLACE)
    return limit is not None and total > limit

"""Writes the customers of a file of order lines, who are known by their numbers only."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.organisations.models import Customer, Organisation
from dinghuo.organisations.states import Part

TERM_DAYS = 30


def write_trade_customers(
    actor: Actor, storefront_id: UUID, representative_id: UUID, numbers: Sequence[str]
) -> None:
    """Make each a buyer in the storefront, looked after by the representative; its code is its number."""
    market = {"market_id": actor.market_id}
    ids = {number: new_id() for number in numbers}
    write_rows(
        Organisation,
        (
            {
                **market,
                "id": ids[number],
                "code": number,
                "name": f"Customer {number}",
                "parts": [Part.BUYER.value],
            }
            for number in numbers
        ),
    )
    write_rows(
        Customer,
        (
            {
                **market,
                "buyer_id": ids[number],
                "storefront_id": storefront_id,
                "representative_id": representative_id,
                "payment_term_days": TERM_DAYS,
            }
            for number in numbers
        ),
    )

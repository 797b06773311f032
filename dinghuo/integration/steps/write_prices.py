"""Writes prices, many at once."""

from collections.abc import Iterable

from dinghuo.foundation.actor import Actor
from dinghuo.integration.rules.new_goods import NewPrice
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.pricing.models import Price


def write_prices(actor: Actor, prices: Iterable[NewPrice]) -> None:
    """Write prices that are valid until they are replaced."""
    write_rows(
        Price,
        (
            {
                "market_id": actor.market_id,
                "list_id": price.list_id,
                "variant_id": price.variant_id,
                "unit": price.unit,
                "min_quantity": price.min_quantity,
                "amount": price.amount,
                "valid": f'["{price.since.isoformat()}",)',
            }
            for price in prices
        ),
    )

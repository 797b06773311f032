"""Writes the opening stock of a file of order lines: what the file sells, and no more."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.ids import new_id
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.inventory.models import Movement, Stock
from dinghuo.inventory.states import MovementKind


def write_opening_stock(
    actor: Actor, warehouse_id: UUID, owner_id: UUID, quantities: Mapping[str, Decimal], why: str
) -> None:
    """Write a balance for each SKU (base units) with the count it comes from, so that selling anything twice would be
    refused."""
    market = {"market_id": actor.market_id}
    rows = Variant.objects.filter(**market, sku__in=list(quantities)).values_list("sku", "id")
    balances = [(new_id(), variant_id, quantities[sku]) for sku, variant_id in rows]
    write_rows(
        Stock,
        (
            {
                **market,
                "id": stock_id,
                "warehouse_id": warehouse_id,
                "variant_id": variant_id,
                "owner_id": owner_id,
                "on_hand": quantity,
            }
            for stock_id, variant_id, quantity in balances
        ),
    )
    at = now()
    write_rows(
        Movement,
        (
            {
                **market,
                "stock_id": stock_id,
                "kind": MovementKind.COUNTED.value,
                "on_hand_delta": quantity,
                "person_name": actor.person_name,
                "at": at,
                "why": why,
            }
            for stock_id, _, quantity in balances
        ),
    )

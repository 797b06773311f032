"""From whom an organisation that sells articles can get them itself."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch

SUPPLIED = beside(__file__)


@dataclass(frozen=True, slots=True)
class Supplied:
    """An article with its usual supplier's terms in base units; `seller_id` is None where nobody else offers it.
    `pack`: base units in the usual pack."""

    variant_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    unit: str
    pack: Decimal
    seller_id: UUID | None
    seller_code: str
    seller_name: str
    seller_names: Mapping[str, str]
    minimum: Decimal
    multiple: Decimal
    lead_time_days: int


def supplied_by(actor: Actor, variant_ids: Collection[UUID], buyer_id: UUID) -> dict[UUID, Supplied]:
    """The articles by id, in the order of their SKUs. One statement."""
    parameters = {"market": actor.market_id, "variants": list(variant_ids), "buyer": buyer_id}
    return {row[0]: _supplied(*row) for row in fetch(SUPPLIED, parameters)}


def _supplied(
    variant_id: UUID,
    sku: str,
    name: str,
    names: str,
    unit: str,
    pack: Decimal,
    seller_id: UUID | None,
    seller_code: str | None,
    seller_name: str | None,
    seller_names: str | None,
    minimum: Decimal | None,
    multiple: Decimal | None,
    lead_time_days: int | None,
) -> Supplied:
    return Supplied(
        variant_id,
        sku,
        name,
        json.loads(names),
        unit,
        pack,
        seller_id,
        seller_code or "",
        seller_name or "",
        json.loads(seller_names) if seller_names else {},
        minimum or Decimal(1),
        multiple or Decimal(1),
        lead_time_days or 0,
    )

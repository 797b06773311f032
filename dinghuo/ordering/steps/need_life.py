"""Says of drafted lines how fresh their goods must be for the buyer."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.queries.life_needs import needs_of
from dinghuo.inventory.rules.supply import Supply
from dinghuo.ordering.rules.draft import Draft


def need_life(actor: Actor, supply: Supply, bought: Iterable[tuple[UUID, Sequence[Draft]]]) -> None:
    """Put to each buyer's drafts who it is and what they need, before they take from the supply. One statement, none
    where no seller has rules of freshness."""
    stocked = [(buyer_id, draft) for buyer_id, drafts in bought for draft in drafts if draft.stocked]
    for buyer_id, draft in stocked:
        draft.buyer_id = buyer_id
    if not supply.has_life_rules:
        return
    needs = needs_of(actor, {(draft.seller_id, buyer_id, draft.variant_id) for buyer_id, draft in stocked})
    for buyer_id, draft in stocked:
        draft.need = needs.get((draft.seller_id, buyer_id, draft.variant_id))

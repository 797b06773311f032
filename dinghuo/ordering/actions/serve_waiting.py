"""Gives goods that have come into stock to who waited for them."""

from collections.abc import Collection
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.document import Document
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.permissions import RECEIVE_STOCK
from dinghuo.inventory.steps.lock_pool import lock_pool
from dinghuo.ordering.steps.lock_waiting import lock_waiting
from dinghuo.ordering.steps.settle_waiting import settle_waiting


def serve_waiting(actor: Actor, seller_id: UUID, variant_ids: Collection[UUID], document: Document) -> None:
    """Hand out what is free of these articles by the seller's rule; the document is what brought it. Nothing happens
    where nobody waits."""
    require(actor, RECEIVE_STOCK)
    with acting(actor):
        found = lock_waiting(actor, seller_id, set(variant_ids))
        if found.lines:
            concerned = {line.variant_id for line in found.lines}
            pool = lock_pool(actor, seller_id, concerned)
            settle_waiting(actor, seller_id, found, pool, document)

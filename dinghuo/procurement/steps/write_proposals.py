"""Writes proposals, one for each supplier and warehouse, in place of those that nobody has touched."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.procurement.models import Proposal, ProposalLine
from dinghuo.procurement.rules.figures import Figure
from dinghuo.procurement.states import ProposalState

Key = tuple[UUID, UUID]


def write_proposals(actor: Actor, owner_id: UUID, found: Sequence[Figure]) -> list[Proposal]:
    """The proposals that are new. One that a person has edited stays, and nothing is proposed beside it. Five
    statements, however many. The caller holds the lock of the owner's policy."""
    mine = {"market_id": actor.market_id, "owner_id": owner_id, "state": ProposalState.OPEN.value}
    kept = set(
        Proposal.objects.filter(**mine).exclude(edited_at=None).values_list("warehouse_id", "seller_id")
    )
    wanted: dict[Key, list[Figure]] = {}
    for each in found:
        seller_id = each.article.seller_id
        if seller_id is None or not each.proposed or (each.article.warehouse_id, seller_id) in kept:
            continue
        wanted.setdefault((each.article.warehouse_id, seller_id), []).append(each)
    old = Proposal.objects.filter(**mine, edited_at=None)
    numbers = {(row.warehouse_id, row.seller_id): row.number for row in old}
    old.delete()
    fresh = [key for key in wanted if key not in numbers]
    numbers |= dict(zip(fresh, draw_numbers(actor.market_id, "RP", len(fresh)) if fresh else [], strict=True))
    made = {
        key: Proposal(**mine, number=numbers[key], warehouse_id=key[0], seller_id=key[1]) for key in wanted
    }
    Proposal.objects.bulk_create(made.values())
    ProposalLine.objects.bulk_create(
        ProposalLine(
            market_id=actor.market_id,
            proposal=made[key],
            owner_id=owner_id,
            position=at,
            variant_id=each.article.variant_id,
            proposed=each.proposed,
            quantity=each.proposed,
            reason=each.reason(),
        )
        for key, several in wanted.items()
        for at, each in enumerate(several, start=1)
    )
    return [made[key] for key in fresh]

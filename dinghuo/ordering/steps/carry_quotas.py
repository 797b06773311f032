"""Gives an article that is kept the quotas of one that goes, where it has none of its own for the same customers."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.ordering.models import Quota, QuotaUse
from dinghuo.ordering.queries.carried_quotas import carried_quotas


def carry_quotas(actor: Actor, merged_id: UUID, kept_id: UUID) -> tuple[int, int]:
    """Carry them over, with what has been ordered against them. Returns how many came over, and how many say another
    thing than that of what is kept, which stays. One statement where there is none, three more where there are."""
    coming, other = carried_quotas(actor, merged_id, kept_id)
    if not (coming or other):
        return 0, 0
    made = [_at(row, kept_id) for row in coming]
    # Somebody may save the same quota at this moment: then that one counts.
    Quota.objects.bulk_create(made, ignore_conflicts=True)
    Quota.objects.filter(market_id=actor.market_id, variant_id=merged_id).delete()
    QuotaUse.objects.filter(market_id=actor.market_id, variant_id=merged_id).update(variant_id=kept_id)
    return len(made), len(other)


def _at(row: Quota, kept_id: UUID) -> Quota:
    same = (
        "market_id",
        "seller_id",
        "buyer_id",
        "group_id",
        "level_id",
        "quantity",
        "period",
        "starts",
        "ends",
    )
    told = {name: getattr(row, name) for name in (*same, "made_by_name", "made_at")}
    return Quota(id=new_id(), variant_id=kept_id, **told)

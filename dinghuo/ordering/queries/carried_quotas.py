"""Which quotas of an article that goes come over to the one that is kept."""

from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.ordering.models import Quota

LIMITS = ("quantity", "period", "starts", "ends")


def carried_quotas(
    actor: Actor, merged_id: UUID, kept_id: UUID
) -> tuple[list[Quota], list[tuple[Quota, Quota]]]:
    """Those that what is kept has none of, and those that differ from its own for the same customers, with that one.
    One statement."""
    rows = Quota.objects.filter(market_id=actor.market_id, variant_id__in=[merged_id, kept_id])
    found = list(rows.select_related("seller", "buyer", "group", "level").order_by("id"))
    mine = {_whose(row): row for row in found if row.variant_id == kept_id}
    theirs = [row for row in found if row.variant_id == merged_id]
    both = [(row, mine[_whose(row)]) for row in theirs if _whose(row) in mine]
    coming = [row for row in theirs if _whose(row) not in mine]
    return coming, [(one, own) for one, own in both if _limits(one) != _limits(own)]


def _whose(row: Quota) -> tuple[UUID | None, ...]:
    return row.seller_id, row.buyer_id, row.group_id, row.level_id


def _limits(row: Quota) -> list[object]:
    return [getattr(row, name) for name in LIMITS]

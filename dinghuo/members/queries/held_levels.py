"""Reads what buyers have of levels now and what is planned for them, for the rules that move them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from dinghuo.foundation.actor import Actor
from dinghuo.members.models import LevelGrant
from dinghuo.members.rules.ladder import Held


@dataclass
class Span:
    """A buyer's grants from an instant on: the present one, those to come by rule, and when a person's next begins."""

    present: LevelGrant | None = None
    to_come: list[LevelGrant] = field(default_factory=list)
    planned: datetime | None = None

    @property
    def held(self) -> Held | None:
        """The present one as a value for the rules."""
        now = self.present
        if now is None:
            return None
        then = next((row.level_id for row in self.to_come if row.valid.lower == now.valid.upper), None)
        return Held(now.level_id, now.level.rank, now.by_rule, now.valid.upper, then)


def held_levels(actor: Actor, at: datetime, buyers: Iterable[UUID] | None = None) -> dict[UUID, Span]:
    """What each buyer (None: everybody who has any) has from an instant on. One statement."""
    rows = LevelGrant.objects.filter(market_id=actor.market_id).filter(
        Q(valid__endswith__gt=at) | Q(valid__upper_inf=True)
    )
    if buyers is not None:
        rows = rows.filter(buyer_id__in=list(buyers))
    found: dict[UUID, Span] = {}
    for row in rows.select_related("level").order_by("valid__startswith"):
        span = found.setdefault(row.buyer_id, Span())
        if row.valid.lower is None or row.valid.lower <= at:
            span.present = row
        elif not row.by_rule:
            span.planned = span.planned or row.valid.lower
        elif span.planned is None:
            span.to_come.append(row)
    return found

"""Gives a buyer a level, from now or from a day on."""

from datetime import datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.members.events import LevelGranted
from dinghuo.members.models import Level, LevelGrant
from dinghuo.members.permissions import GRANT_LEVEL
from dinghuo.members.queries.levels import level_at
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.queries.reach import visible_organisation
from dinghuo.organisations.states import Part


def grant_level(
    actor: Actor,
    buyer_id: UUID,
    level_id: UUID | None,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
    reason: str = "",
) -> LevelGrant | None:
    """Let a buyer have a level (None: no level) between two instants; default from now, without end.

    Another level ends when this one begins, and goes on where it ends. What has been stays as history: only the program
    itself (an import) writes into the past. Raises NotFound for a buyer or level that isn't the actor's, and Invalid.
    """
    require(actor, GRANT_LEVEL)
    at = now()
    start = valid_from or at
    faults = Faults()
    if start < at and not actor.is_system:
        faults.add("valid_from", "past", _("What has been stays as it was. Begin today or later."))
    if valid_to is not None and valid_to <= start:
        faults.add("valid_to", "order", _("The end lies before the beginning."))
    if len(reason) > 300:
        faults.add("reason", "too-long", _("Use at most %(count)d characters.") % {"count": 300})
    faults.raise_any()
    with acting(actor):
        buyer = visible_organisation(actor, buyer_id)
        level = Level.objects.filter(market_id=actor.market_id, id=level_id).first() if level_id else None
        if not buyer.takes(Part.BUYER) or (level_id and level is None):
            raise NotFound("buyer or level")
        # The buyer's row makes two grants at once wait for each other.
        Organisation.objects.select_for_update().get(market_id=actor.market_id, id=buyer_id)
        before = level_at(actor, buyer_id, start)
        _make_room(actor, buyer_id, DateTimeTZRange(start, valid_to))
        grant = None
        if level is not None:
            grant = LevelGrant.objects.create(
                market_id=actor.market_id,
                buyer=buyer,
                level=level,
                valid=DateTimeTZRange(start, valid_to),
                granted_by=actor.person_name,
                reason=reason,
            )
        told = {
            "from": before.key if before else "",
            "to": level.key if level else "",
            "valid_from": start.isoformat(),
            "valid_to": valid_to.isoformat() if valid_to else "",
        }
        record(actor, LevelGranted(buyer.id, buyer.code, [buyer.id], told), reason)
    return grant


def _make_room(actor: Actor, buyer_id: UUID, span: DateTimeTZRange) -> None:
    """End what the buyer has when the time begins; drop what begins within it; begin anew after it what goes on."""
    rows = list(LevelGrant.objects.filter(market_id=actor.market_id, buyer_id=buyer_id, valid__overlap=span))
    within = [row.id for row in rows if row.valid.lower and row.valid.lower >= span.lower]
    LevelGrant.objects.filter(market_id=actor.market_id, id__in=within).delete()
    beyond = [_rest(row, span.upper) for row in rows if _goes_on(row.valid.upper, span.upper)]
    # Of rows that don't overlap each other at most one can reach in from before.
    for row in rows:
        if row.id not in within:
            row.valid = DateTimeTZRange(row.valid.lower, span.lower)
            row.save(update_fields=["valid"])
    LevelGrant.objects.bulk_create(beyond)


def _goes_on(end: datetime | None, after: datetime | None) -> bool:
    return after is not None and (end is None or end > after)


def _rest(row: LevelGrant, begin: datetime) -> LevelGrant:
    return LevelGrant(
        market_id=row.market_id,
        buyer_id=row.buyer_id,
        level_id=row.level_id,
        valid=DateTimeTZRange(begin, row.valid.upper),
        granted_by=row.granted_by,
        reason=row.reason,
        by_rule=row.by_rule,
        measured=row.measured,
    )

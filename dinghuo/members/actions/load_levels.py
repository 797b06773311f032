"""Gives many buyers a level each, from now on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.record import record_all
from dinghuo.foundation.tenancy import acting
from dinghuo.members.events import LevelGranted, LevelsLoaded
from dinghuo.members.models import Level, LevelGrant
from dinghuo.members.permissions import GRANT_LEVEL
from dinghuo.organisations.models import Organisation


def load_levels(actor: Actor, wanted: Mapping[UUID, UUID | None], reason: str = "") -> None:
    """Let each buyer have its level (None: none) from now without end, as grant_level does; those whose level changes
    hear of it. Statements are constant.

    Ids are those of buyers and levels of the market. Raises NotAllowed for whoever doesn't see the whole market.
    """
    require(actor, GRANT_LEVEL)
    if actor.scope != "market":
        raise NotAllowed(GRANT_LEVEL)
    if not wanted:
        return
    with acting(actor):
        at = now()
        # The buyers' rows make two grants at once wait for each other.
        buyers = Organisation.objects.filter(market_id=actor.market_id, id__in=wanted)
        locked = list(buyers.select_for_update().order_by("id"))
        rows = LevelGrant.objects.filter(market_id=actor.market_id, buyer_id__in=wanted)
        rows.filter(valid__startswith__gte=at).delete()
        ending = list(rows.filter(valid__contains=at))
        for row in ending:
            row.valid = DateTimeTZRange(row.valid.lower, at)
        LevelGrant.objects.bulk_update(ending, ["valid"], batch_size=1000)
        LevelGrant.objects.bulk_create(
            [
                LevelGrant(
                    market_id=actor.market_id,
                    buyer_id=buyer_id,
                    level_id=level_id,
                    valid=DateTimeTZRange(at, None),
                    granted_by=actor.person_name,
                    reason=reason,
                )
                for buyer_id, level_id in wanted.items()
                if level_id is not None
            ],
            batch_size=1000,
        )
        loaded = LevelsLoaded(actor.market_id, data={"buyers": len(wanted)})
        before = {row.buyer_id: row.level_id for row in ending}
        record_all(actor, [loaded, *_granted(actor, locked, before, wanted, at)], reason)


def _granted(
    actor: Actor,
    buyers: Sequence[Organisation],
    before: Mapping[UUID, UUID],
    wanted: Mapping[UUID, UUID | None],
    at: datetime,
) -> list[LevelGranted]:
    """What to tell of each buyer whose level is another one now. One statement."""
    keys: dict[UUID | None, str] = {None: ""}
    keys |= dict(Level.objects.filter(market_id=actor.market_id).values_list("id", "key"))
    events = []
    for buyer in buyers:
        was, has = before.get(buyer.id), wanted[buyer.id]
        if was != has:
            told = {"from": keys[was], "to": keys[has], "valid_from": at.isoformat(), "valid_to": ""}
            events.append(LevelGranted(buyer.id, buyer.code, [buyer.id], told))
    return events

"""Gives buyers the levels that their purchases earn, and ends what they don't earn any more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.events import Event
from dinghuo.foundation.record import record_all
from dinghuo.members.events import LevelEnding, LevelGranted, LevelKept
from dinghuo.members.models import LevelGrant, LevelPolicy
from dinghuo.members.queries.held_levels import Span, held_levels
from dinghuo.members.queries.level_rules import level_terms, rungs_of
from dinghuo.members.rules.ladder import Aim, aim, earned, settled
from dinghuo.organisations.models import Organisation


@dataclass(frozen=True)
class _Move:
    buyer: Organisation
    span: Span
    wanted: Aim
    measured: Decimal


def lock_policy(actor: Actor) -> LevelPolicy | None:
    """The market's policy, locked: whoever settles levels at the same time waits, and counts anew. None without one."""
    return LevelPolicy.objects.select_for_update().filter(market_id=actor.market_id).first()


def move_levels(actor: Actor, policy: LevelPolicy, purchases: Mapping[UUID, Decimal]) -> int:
    """Bring these buyers' levels in step with their purchases; returns how many moved.

    The caller has locked the policy. The number of statements doesn't depend on the buyers.
    """
    terms = level_terms(actor)
    rungs = rungs_of(terms)
    buyers = Organisation.objects.filter(market_id=actor.market_id, id__in=list(purchases))
    # The buyers' rows, as grant_level locks them; without the key, so that orders may go on naming them.
    locked = list(buyers.select_for_update(no_key=True).order_by("id").only("id", "code"))
    at = now()
    spans = held_levels(actor, at, purchases)
    moves = []
    for buyer in locked:
        span, measured = spans.get(buyer.id, Span()), purchases[buyer.id]
        wanted = aim(span.held, earned(rungs, measured), at, policy.grace_days, span.planned)
        if wanted is not None and not settled(span.held, wanted):
            moves.append(_Move(buyer, span, wanted, measured))
    if moves:
        _write(actor, moves, at)
        keys = {each.level.id: each.level.key for each in terms}
        record_all(actor, [_news(move, at, keys) for move in moves])
    return len(moves)


def _write(actor: Actor, moves: Iterable[_Move], at: datetime) -> None:
    dropped, changed, made = [], [], []
    for move in moves:
        present, wanted, planned = move.span.present, move.wanted, move.span.planned
        dropped += [row.id for row in move.span.to_come]
        goes_on = present is not None and present.level_id == wanted.level_id
        if present is not None:
            present.valid = DateTimeTZRange(present.valid.lower, wanted.until if goes_on else at)
            changed.append(present)
        if wanted.level_id is not None and not goes_on:
            made.append(_grant(actor, move, wanted.level_id, DateTimeTZRange(at, wanted.until)))
        if wanted.then is not None:
            made.append(_grant(actor, move, wanted.then, DateTimeTZRange(wanted.until, planned)))
    # In this order no two of a buyer's spans ever overlap.
    LevelGrant.objects.filter(market_id=actor.market_id, id__in=dropped).delete()
    LevelGrant.objects.bulk_update(changed, ["valid"], batch_size=1000)
    LevelGrant.objects.bulk_create(made, batch_size=1000)


def _grant(actor: Actor, move: _Move, level_id: UUID, valid: DateTimeTZRange) -> LevelGrant:
    return LevelGrant(
        market_id=actor.market_id,
        buyer=move.buyer,
        level_id=level_id,
        valid=valid,
        granted_by=actor.person_name,
        by_rule=True,
        measured=move.measured,
    )


def _news(move: _Move, at: datetime, keys: Mapping[UUID, str]) -> Event:
    buyer, wanted, held = move.buyer, move.wanted, move.span.held
    told = {"measured": str(move.measured)}
    until = wanted.until.isoformat() if wanted.until else ""
    if held is None or held.level_id != wanted.level_id:
        told |= {"from": keys[held.level_id] if held else "", "valid_from": at.isoformat(), "valid_to": until}
        told["to"] = keys[wanted.level_id] if wanted.level_id else ""
        return LevelGranted(buyer.id, buyer.code, [buyer.id], told)
    told["level"] = keys[held.level_id]
    if wanted.until is None or wanted.until == move.span.planned:
        return LevelKept(buyer.id, buyer.code, [buyer.id], told)
    told |= {"until": until, "then": keys[wanted.then] if wanted.then else ""}
    return LevelEnding(buyer.id, buyer.code, [buyer.id], told)

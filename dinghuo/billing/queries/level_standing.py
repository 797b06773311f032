"""Where buyers stand on the ladder of levels: oneself, or everybody with what would change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dinghuo.billing.queries.purchases import purchases
from dinghuo.billing.rules.windows import months_back
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.members.models import Level, LevelGrant
from dinghuo.members.permissions import SEE_LEVELS
from dinghuo.members.queries.held_levels import Span, held_levels
from dinghuo.members.queries.level_rules import LevelTerms, level_policy, level_terms, rungs_of
from dinghuo.members.rules.ladder import Aim, aim, earned, next_rung, settled
from dinghuo.organisations.models import Organisation


@dataclass(frozen=True)
class OwnLevel:
    """A buyer's level, what it has bought in the window, and what lacks to the next level or to keep this one.

    Amounts include tax; what a person gave needs nothing to be kept.
    """

    level: Level | None
    by_rule: bool
    until: datetime | None
    then: Level | None
    window_months: int
    currency: str
    bought: Decimal
    next: Level | None
    lacks: Decimal
    lacks_to_keep: Decimal
    terms: list[LevelTerms]
    history: list[LevelGrant]


@dataclass(frozen=True)
class Standing:
    """A buyer's place: what it has, what it has bought, what that earns, and what settling now would do.

    `change` is "up", "down", "ends" (its level ends on `until`), "kept" (it was to end), or empty; `by_hand` says that
    a person gave the level, which no purchases take away.
    """

    buyer: Organisation
    level: Level | None
    by_hand: bool
    bought: Decimal
    earned: Level | None
    change: str
    to: Level | None
    until: datetime | None


def own_level(actor: Actor) -> OwnLevel:
    """Where the actor's own organisation stands; for those who see its money. Raises NotFound without one."""
    require(actor, "billing.see_statements")
    buyer_id = actor.organisation_id
    if buyer_id is None:
        raise NotFound("organisation")
    at, policy, terms = now(), level_policy(actor), level_terms(actor)
    span = held_levels(actor, at, [buyer_id]).get(buyer_id, Span())
    levels = {each.level.id: each.level for each in terms}
    bought, following, kept = Decimal(0), None, Decimal(0)
    if policy is not None:
        since = months_back(at, policy.window_months)
        bought = purchases(actor, since, policy.currency, [buyer_id]).get(buyer_id, Decimal(0))
        following = next_rung(rungs_of(terms), bought, span.held.rank if span.held else -1)
        kept = _lacks_to_keep(span, terms, bought)
    rows = LevelGrant.objects.filter(market_id=actor.market_id, buyer_id=buyer_id)
    return OwnLevel(
        level=span.present.level if span.present else None,
        by_rule=bool(span.present and span.present.by_rule),
        until=span.present.valid.upper if span.present else None,
        then=levels[span.held.then] if span.held and span.held.then else None,
        window_months=policy.window_months if policy else 0,
        currency=policy.currency if policy else "",
        bought=bought,
        next=levels[following.level_id] if following else None,
        lacks=following.least - bought if following else Decimal(0),
        lacks_to_keep=kept,
        terms=terms,
        history=list(rows.select_related("level").order_by("-valid__startswith")),
    )


def _lacks_to_keep(span: Span, terms: list[LevelTerms], bought: Decimal) -> Decimal:
    held = span.held
    asked = next((each.least for each in terms if held and each.level.id == held.level_id), None)
    if held is None or not held.by_rule or asked is None:
        return Decimal(0)
    return max(asked - bought, Decimal(0))


def level_standings(actor: Actor) -> list[Standing]:
    """Every active buyer's place, and what `settle_levels` would do now: who would move first, then who bought most.

    Writes nothing. Only for those who see the whole market; the number of statements doesn't depend on the buyers.
    """
    require(actor, SEE_LEVELS)
    if actor.scope != "market":
        raise NotAllowed(SEE_LEVELS)
    at, policy, terms = now(), level_policy(actor), level_terms(actor)
    if policy is None:
        return []
    rungs, levels = rungs_of(terms), {each.level.id: each.level for each in terms}
    bought = purchases(actor, months_back(at, policy.window_months), policy.currency)
    spans = held_levels(actor, at)
    found = []
    for buyer in Organisation.objects.filter(market_id=actor.market_id, id__in=list(bought)):
        span, won = spans.get(buyer.id, Span()), earned(rungs, bought[buyer.id])
        change, to, until = _change(span, aim(span.held, won, at, policy.grace_days, span.planned), levels)
        found.append(
            Standing(
                buyer=buyer,
                level=span.present.level if span.present else None,
                by_hand=bool(span.present and not span.present.by_rule),
                bought=bought[buyer.id],
                earned=levels[won.level_id] if won else None,
                change=change,
                to=levels[to] if to else None,
                until=until,
            )
        )
    return sorted(found, key=lambda row: (not row.change, -row.bought, row.buyer.code))


def _change(
    span: Span, wanted: Aim | None, levels: Mapping[UUID, Level]
) -> tuple[str, UUID | None, datetime | None]:
    held = span.held
    if wanted is None or settled(held, wanted):
        return "", None, None
    if held is None or held.level_id != wanted.level_id:
        rank = levels[wanted.level_id].rank if wanted.level_id else -1
        return ("up" if held is None or rank > held.rank else "down"), wanted.level_id, wanted.until
    if wanted.until is None or wanted.until == span.planned:
        return "kept", wanted.level_id, None
    return "ends", wanted.then, wanted.until

"""The calls about levels of customers: what they ask for and give, who has which, and one's own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router

from dinghuo.api.bodies import levels as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import NOBODY
from dinghuo.api.shapes.levels import (
    LevelsAnswer,
    OwnLevelAnswer,
    SettledAnswer,
    StandingsAnswer,
    level_shape,
    own_shape,
    standing_shape,
)
from dinghuo.billing.actions.settle_levels import settle_levels
from dinghuo.billing.queries.level_standing import level_standings, own_level
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Faults, Invalid, NotFound
from dinghuo.members.actions.grant_level import grant_level
from dinghuo.members.actions.save_level import save_level
from dinghuo.members.actions.save_level_rules import RuleInput, save_level_rules
from dinghuo.members.queries.level_rules import level_policy, level_terms
from dinghuo.organisations.queries.organisations import find_organisation, market

router = Router(tags=["Levels"])


@router.get("/levels", response=LevelsAnswer, operation_id="levels")
@reading()
def get_levels(request: Call) -> dict[str, Any]:
    """The market's levels, the best first, with what each asks for and gives."""
    return _levels(request.auth)


@router.put("/levels", response=LevelsAnswer, operation_id="save_level")
@writing()
def put_level(request: Call, body: bodies.Level) -> dict[str, Any]:
    """Make the level with this key, or change its name and rank. Answers with all levels."""
    save_level(request.auth, body.key, body.name, body.rank, body.names)
    return _levels(request.auth)


@router.put("/level-rules", response=LevelsAnswer, operation_id="save_level_rules")
@writing()
def put_level_rules(request: Call, body: bodies.LevelRules) -> dict[str, Any]:
    """Say what earns levels and what they are good for. Nobody moves by it before the night, or `settle_levels`."""
    rules = {
        each.level: RuleInput(each.least, each.benefits, each.benefits_by_language) for each in body.rules
    }
    faults = Faults()
    places: dict[str, int] = {}
    for place, each in enumerate(body.rules):
        if places.setdefault(each.level, place) != place:
            faults.add(f"rules.{place}.level", "twice", _("This level stands there twice."))
    with faults.collecting():
        save_level_rules(request.auth, body.window_months, body.grace_days, rules)
    if faults:
        raise Invalid([_at_place(fault, places) for fault in faults.found])
    return _levels(request.auth)


@router.post("/level-grants", response=LevelsAnswer, operation_id="grant_level")
@writing()
def post_level_grant(request: Call, body: bodies.LevelGrant) -> dict[str, Any]:
    """Give a customer a level for a time, whatever it buys; null takes it away. Answers with all levels."""
    actor, faults = request.auth, Faults()
    buyer_id, level_id = NOBODY, None
    told = _("There is no customer %(code)s.") % {"code": body.buyer}
    try:
        buyer_id = find_organisation(actor, body.buyer).id
    except NotFound:
        faults.add("buyer", "unknown", told)
    if body.level:
        known = {each.level.key: each.level.id for each in level_terms(actor)}
        level_id = known.get(body.level, NOBODY)
        if level_id == NOBODY:
            faults.add("level", "unknown", _("There is no such level."))
    try:
        with faults.collecting():
            grant_level(actor, buyer_id, level_id, body.valid_from, body.valid_to, body.reason)
    except NotFound:
        if not faults:
            faults.add("buyer", "unknown", told)
    faults.raise_any()
    return _levels(actor)


@router.get("/level-standings", response=StandingsAnswer, operation_id="level_standings")
@reading()
def get_level_standings(request: Call) -> dict[str, Any]:
    """Where every active customer stands, and what settling would change now: a dry run of `settle_levels`."""
    currency = _currency(request.auth)
    return {"items": [standing_shape(row, currency) for row in level_standings(request.auth)], "next": None}


@router.post("/level-standings/settlement", response=SettledAnswer, operation_id="settle_levels")
@writing()
def post_settlement(request: Call) -> dict[str, Any]:
    """Give customers the levels that their purchases earn now, as it is done every night. What a person gave stays."""
    return {"moved": settle_levels(request.auth)}


@router.get("/my-level", response=OwnLevelAnswer, operation_id="my_level")
@reading()
def get_my_level(request: Call) -> dict[str, Any]:
    """The level of the key's own organisation, what it has bought, and what lacks to the next."""
    return own_shape(own_level(request.auth), _currency(request.auth))


def _at_place(fault: Fault, places: Mapping[str, int]) -> Fault:
    """The fault where the body has it: rules are known by their levels, and sent in a row."""
    for level, place in places.items():
        if fault.path == f"rules.{level}":
            return replace(fault, path=f"rules.{place}.level")
        if fault.path.startswith(f"rules.{level}."):
            return replace(fault, path=f"rules.{place}.{fault.path.rpartition('.')[2]}")
    return fault


def _currency(actor: Actor) -> str:
    policy = level_policy(actor)
    return policy.currency if policy else market(actor.market_id).currency


def _levels(actor: Actor) -> dict[str, Any]:
    policy, currency = level_policy(actor), _currency(actor)
    return {
        "items": [level_shape(terms, currency) for terms in level_terms(actor)],
        "next": None,
        "window_months": policy.window_months if policy else None,
        "grace_days": policy.grace_days if policy else None,
        "currency": policy.currency if policy else None,
    }

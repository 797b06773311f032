"""Finds who acts: the actor of a session or of a membership, each in one statement."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.statements import fetch_named
from dinghuo.organisations.permissions import OF_EVERYBODY, OF_UNPROVEN
from dinghuo.organisations.rules.grants import grants_of
from dinghuo.organisations.rules.limits import SEEN_SECONDS, SESSION_DAYS, SESSION_IDLE_DAYS
from dinghuo.organisations.rules.secrets import hash_of
from dinghuo.organisations.states import PROVEN

# SQL, because every page and every API call begins with it: person, organisation, roles, grants and what the page's
# head shows come in one statement. A member's own grant stands in for what the roles say about that permission.
ACTOR = """
SELECT m.id AS membership_id, m.market_id, o.id AS organisation_id, o.name AS organisation_name,
       o.names AS organisation_names, o.parts, p.id AS person_id, p.name AS person_name,
       p.language AS person_language, k.time_zone, k.languages[1] AS market_language,
       (SELECT array_agg(DISTINCT r.door)
          FROM organisations_membershiprole h
          JOIN organisations_role r ON r.market_id = h.market_id AND r.id = h.role_id
         WHERE h.market_id = m.market_id AND h.membership_id = m.id) AS doors,
       (SELECT jsonb_agg(jsonb_build_array(g.permission, g."limit"::text))
          FROM organisations_membershiprole h
          JOIN organisations_rolegrant g ON g.market_id = h.market_id AND g.role_id = h.role_id
         WHERE h.market_id = m.market_id AND h.membership_id = m.id) AS role_grants,
       (SELECT jsonb_agg(jsonb_build_array(g.permission, g."limit"::text))
          FROM organisations_membershipgrant g
         WHERE g.market_id = m.market_id AND g.membership_id = m.id) AS own_grants
       {columns}
  FROM {source}
  JOIN organisations_organisation o ON o.market_id = m.market_id AND o.id = m.organisation_id AND o.status = 'active'
  JOIN organisations_person p ON p.market_id = m.market_id AND p.id = m.person_id AND p.is_active
  JOIN organisations_market k ON k.id = m.market_id AND k.is_active
 WHERE m.status = 'active' AND {condition}
"""
OF_MEMBERSHIP = ACTOR.format(
    columns="", source="organisations_membership m", condition="m.id = %(membership)s"
)
OF_SESSION = ACTOR.format(
    columns=""", s.id AS session_id, s.seen_at, s.opened_by,
       EXISTS (SELECT FROM organisations_membershiprole h
                 JOIN organisations_role r ON r.market_id = h.market_id AND r.id = h.role_id
                WHERE h.market_id = m.market_id AND h.membership_id = m.id AND r.second_factor) AS demanded,
       (SELECT count(*) FROM organisations_notification n
         WHERE n.market_id = s.market_id AND n.person_id = s.person_id AND n.organisation_id = m.organisation_id
           AND n.read_at IS NULL) AS unread,
       (SELECT count(*) FROM organisations_membership other
         WHERE other.market_id = s.market_id AND other.person_id = s.person_id
           AND other.status = 'active') AS memberships,
       (SELECT c.storefront_id FROM organisations_customer c
         WHERE c.market_id = m.market_id AND c.buyer_id = m.organisation_id ORDER BY c.id LIMIT 1) AS customer_of,
       (SELECT f.id FROM organisations_storefront f
         WHERE f.market_id = m.market_id AND f.owner_id = m.organisation_id ORDER BY f.id LIMIT 1) AS owner_of""",
    source="""organisations_session s
  JOIN organisations_membership m ON m.market_id = s.market_id AND m.id = s.membership_id
       AND m.person_id = s.person_id""",
    condition="""s.market_id = %(market)s AND s.secret_hash = %(secret)s AND s.revoked_at IS NULL
   AND s.created_at > %(created_after)s AND s.seen_at > %(seen_after)s""",
)


@dataclass(frozen=True)
class SignedIn:
    """A session's actor, and what the head of every page shows of it.

    `is_stale` says that its use hasn't been noted for a while, `unproven` that a role of the member's asks for more
    than the password that opened it: its actor may do nothing but prove more. `memberships` counts the organisations
    one may switch between, `unread` the news under the bell. `home_id` is the storefront in which the organisation
    orders or, for the house, sells.
    """

    actor: Actor
    session_id: UUID
    is_stale: bool
    unproven: bool
    language: str
    unread: int
    memberships: int
    home_id: UUID | None
    organisation_names: Mapping[str, str]


def actor_for_membership(membership_id: UUID) -> Actor:
    """The actor a member is. Raises NotFound if member, person, organisation or market isn't active."""
    row = one_actor(OF_MEMBERSHIP, {"membership": membership_id})
    if row is None:
        raise NotFound(f"membership {membership_id}")
    return actor_of(row)


def session_of(market_id: UUID, secret: str) -> SignedIn | None:
    """The session a cookie belongs to, in a context of that market; None if it has ended in any way."""
    at = now()
    row = one_actor(
        OF_SESSION,
        {
            "market": market_id,
            "secret": hash_of(secret),
            "created_after": at - timedelta(days=SESSION_DAYS),
            "seen_after": at - timedelta(days=SESSION_IDLE_DAYS),
        },
    )
    if row is None:
        return None
    unproven = row["demanded"] and row["opened_by"] not in PROVEN
    return SignedIn(
        actor=_held_back(actor_of(row)) if unproven else actor_of(row),
        session_id=row["session_id"],
        is_stale=row["seen_at"] < at - timedelta(seconds=SEEN_SECONDS),
        unproven=unproven,
        language=row["person_language"],
        unread=row["unread"],
        memberships=row["memberships"],
        home_id=row["customer_of"] or row["owner_of"],
        organisation_names=_json(row["organisation_names"]) or {},
    )


def _held_back(actor: Actor) -> Actor:
    return replace(actor, parts=frozenset(), grants=dict.fromkeys(OF_UNPROVEN), scope="party")


def one_actor(statement: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Run ACTOR, completed with columns, a source of `m` (the membership) and a condition; None if nobody is found."""
    return next(iter(fetch_named(statement, values)), None)


def actor_of(row: Mapping[str, Any]) -> Actor:
    """The actor in a row of ACTOR."""
    # Who holds roles of one door only acts in that part: a shop's purchaser is no salesman of the same company.
    parts = frozenset(row["parts"]) & frozenset(row["doors"] or ())
    grants = grants_of(_pairs(row["role_grants"]), _pairs(row["own_grants"]))
    return Actor(
        market_id=row["market_id"],
        organisation_id=row["organisation_id"],
        organisation_name=row["organisation_name"],
        person_id=row["person_id"],
        person_name=row["person_name"],
        parts=parts,
        grants=grants | dict.fromkeys(OF_EVERYBODY),
        language=row["person_language"] or row["market_language"],
        time_zone=row["time_zone"],
        scope="market" if "operator" in parts else "party",
        membership_id=row["membership_id"],
    )


def _pairs(value: str | list | None) -> list[tuple[str, Decimal | None]]:
    # Limits are text inside it, so that no float ever holds one.
    found = _json(value) or []
    return [(permission, None if limit is None else Decimal(limit)) for permission, limit in found]


def _json(value: Any) -> Any:
    # Django's connections hand jsonb over as text.
    return json.loads(value) if isinstance(value, str) else value

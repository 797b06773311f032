"""People of a market who come to its doors: each with a browser in which they are signed in, and a program's key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.test import Client

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting, in_market
from dinghuo.integration.actions.make_api_key import make_api_key
from dinghuo.organisations.models import Membership, MembershipRole
from dinghuo.organisations.queries.actors import actor_for_membership, session_of
from dinghuo.organisations.rules.secrets import read_cookie
from dinghuo.organisations.states import OpenedBy
from dinghuo.organisations.steps.open_session import open_session
from dinghuo.web.shared.session import COOKIE


@dataclass
class Visitor:
    """Somebody, or nobody: a guest has neither actor nor key."""

    name: str
    actor: Actor | None = None
    membership: Membership | None = None
    key: str = ""
    browser: Client = field(init=False)

    def __post_init__(self) -> None:
        self.browser = Client(raise_request_exception=False, headers={"accept-language": "en"})
        self.stay_signed_in()

    def stay_signed_in(self) -> None:
        """Sign in, unless one is: some forms sign people out."""
        if self.membership is None:
            return
        cookie = self.browser.cookies.get(COOKIE)
        known = read_cookie(cookie.value) if cookie else None
        if known is not None:
            with in_market(known[0]):
                if session_of(*known):
                    return
        with acting(Actor.system(self.membership.market_id)):
            self.browser.cookies[COOKIE] = open_session(self.membership, "127.0.0.1", "proof", OpenedBy.APP)

    def program(self, method: str, path: str, body: str = "") -> Any:
        """A call of the API with the key, below /api/v1."""
        headers = {"authorization": f"Bearer {self.key}"} if self.key else {}
        return Client(raise_request_exception=False).generic(
            method, f"/api/v1{path}", body, content_type="application/json", headers=headers
        )


def visitor(system: Actor, membership: Membership) -> Visitor:
    """A member, signed in and with a key."""
    with acting(system):
        actor = actor_for_membership(membership.id)
        roles = MembershipRole.objects.filter(market_id=system.market_id, membership=membership)
        keys = "+".join(roles.order_by("role__key").values_list("role__key", flat=True))
    key = make_api_key(system, membership.id, "proof").token
    return Visitor(f"{keys} of {actor.organisation_name}", actor, membership, key)


def one_of_each_role(system: Actor, organisations: Sequence[UUID] = ()) -> list[Visitor]:
    """One active member for every role of the market, of these organisations if they have one."""
    with acting(system):
        rows = list(
            MembershipRole.objects.filter(
                market_id=system.market_id,
                membership__status="active",
                membership__organisation__status="active",
            )
            .select_related("membership__organisation", "role")
            .order_by("role__key", "membership__organisation__code", "membership_id")
        )
    rows.sort(key=lambda row: row.membership.organisation_id not in organisations)
    found: dict[str, Membership] = {}
    for row in rows:
        found.setdefault(row.role.key, row.membership)
    return [visitor(system, found[key]) for key in sorted(found)]

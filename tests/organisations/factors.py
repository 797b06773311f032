"""Sets up an authenticator app, and plays it."""

import time
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.gate.sign_in import sign_in
from dinghuo.organisations.actions.second_factor.begin_app import begin_app
from dinghuo.organisations.actions.second_factor.confirm_app import confirm_app
from dinghuo.organisations.models import Membership
from dinghuo.organisations.queries.second_factor import second_factors
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.queries.visits import visit
from dinghuo.organisations.rules.totp import step_of, totp
from tests.organisations.world import PASSWORD, World


class App:
    """An authenticator app that was set up for a member; `codes` are the recovery codes."""

    def __init__(self, world: World, member: Membership, session_id: UUID | None = None) -> None:
        actor = world.acts(member)
        begin_app(actor, PASSWORD, session_id)
        self.secret = secret_of(actor)
        self.codes = confirm_app(actor, self.code(-1), session_id)

    def code(self, ahead: int = 0) -> str:
        """What the app shows now, or so many steps later."""
        return code_of(self.secret, ahead)


def code_of(secret: str, ahead: int = 0) -> str:
    """What an app with this secret shows."""
    return totp(secret, step_of(time.time()) + ahead)


def secret_of(actor: Actor) -> str:
    """The secret as it is shown while the app is being set up."""
    with acting(actor):
        setup = second_factors(actor).setup
    assert setup is not None
    return setup.secret.replace(" ", "")


def entered(world: World, member: Membership, ip: str = "198.51.100.7"):
    """What signing in with the right password gives."""
    return sign_in(visitor(world.market_id), member.person.phone, PASSWORD, ip)


def seen(cookie: str):
    """Who a session's cookie is; None if it has ended."""
    return visit(cookie, "nowhere.example").signed_in

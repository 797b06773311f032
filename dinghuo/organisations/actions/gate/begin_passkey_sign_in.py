"""Begins a sign-in by passkey: nothing is asked but which one the device holds."""

from typing import Any

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models.sign_in_attempt import GATE
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import PASSKEY_BY_ADDRESS
from dinghuo.organisations.rules.site import Site
from dinghuo.organisations.steps.count_tries import count_tries, too_many
from dinghuo.organisations.steps.second_factor.challenges import new_challenge
from dinghuo.organisations.steps.second_factor.passkey_ceremony import request_options


def begin_passkey_sign_in(actor: Actor, site: Site, ip: str) -> dict[str, Any]:
    """What to ask the browser for, as navigator.credentials.get takes it. Raises TooManyAttempts.

    The same for everybody: it tells nobody whether somebody is known here.
    """
    require(actor, "organisations.begin_passkey_sign_in")
    with acting(visitor()):
        wait = count_tries([(PASSKEY_BY_ADDRESS, ip)])
    if wait:
        raise too_many(wait)
    with acting(visitor()):
        return request_options(site, new_challenge(GATE))

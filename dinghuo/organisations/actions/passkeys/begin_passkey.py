"""Begins to make a passkey on the device in use."""

from typing import Any
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Market, Passkey
from dinghuo.organisations.rules.site import Site
from dinghuo.organisations.steps.own_password import check_own_password
from dinghuo.organisations.steps.second_factor.challenges import new_challenge
from dinghuo.organisations.steps.second_factor.passkey_ceremony import creation_options
from dinghuo.organisations.steps.second_factor.prove_first import prove_first

__all__ = ["Site", "begin_passkey"]


def begin_passkey(actor: Actor, password: str, site: Site, session_id: UUID | None) -> dict[str, Any]:
    """What to ask the browser for, as navigator.credentials.create takes it (WebAuthn's JSON).

    Raises TooManyAttempts, Invalid for a wrong password, and ProveFirst.
    """
    require(actor, "organisations.begin_passkey")
    faults = Faults()
    person = check_own_password(actor, faults, password)
    faults.raise_any()
    with acting(actor):
        prove_first(person, session_id)
        known = list(Passkey.objects.filter(market_id=actor.market_id, person=person, site=site.host))
        issuer = str(Market.objects.get(id=actor.market_id))
        return creation_options(person, issuer, site, new_challenge(actor.market_id), known)

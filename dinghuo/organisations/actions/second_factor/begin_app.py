"""Begins to set up an authenticator app: a new secret, shown until a first code is right."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.sealed import seal
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.errors import FactorPresent
from dinghuo.organisations.models import Authenticator
from dinghuo.organisations.rules.totp import new_totp_secret
from dinghuo.organisations.steps.own_password import check_own_password
from dinghuo.organisations.steps.second_factor.check_factor import has_app
from dinghuo.organisations.steps.second_factor.prove_first import prove_first


def begin_app(actor: Actor, password: str, session_id: UUID | None) -> None:
    """Keep a new secret for the actor's person, in place of one that was never confirmed.

    Raises TooManyAttempts, Invalid for a wrong password, ProveFirst, FactorPresent if there is an app already.
    """
    require(actor, "organisations.begin_app")
    faults = Faults()
    person = check_own_password(actor, faults, password)
    faults.raise_any()
    with acting(actor):
        prove_first(person, session_id)
        if has_app(person):
            raise FactorPresent(_("You have an authenticator app. Remove it before you set up another."))
        Authenticator.objects.update_or_create(
            market_id=actor.market_id,
            person=person,
            confirmed_at=None,
            defaults={"secret": seal(new_totp_secret()), "last_step": 0},
        )

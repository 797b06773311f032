"""Tells a person which second factors it has."""

from dataclasses import dataclass
from datetime import datetime

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.sealed import unseal
from dinghuo.organisations.models import Authenticator, Market, Passkey, RecoveryCode
from dinghuo.organisations.queries.own import own_person_id
from dinghuo.organisations.queries.people import own_person
from dinghuo.organisations.rules.totp import app_address, grouped


@dataclass(frozen=True)
class Setup:
    """An app that was begun and has given no code yet: the address in its QR code, and its secret to be typed."""

    address: str
    secret: str


@dataclass(frozen=True)
class SecondFactors:
    """What a person proves itself with; `codes_left` are unused recovery codes."""

    app_since: datetime | None
    setup: Setup | None
    codes_left: int
    passkeys: list[Passkey]


def second_factors(actor: Actor) -> SecondFactors:
    """The actor's own second factors, however many."""
    require(actor, "organisations.begin_app")
    mine = {"market_id": actor.market_id, "person_id": own_person_id(actor)}
    app = Authenticator.objects.filter(**mine).first()
    return SecondFactors(
        app_since=app.confirmed_at if app else None,
        setup=_setup(actor, app) if app and not app.confirmed_at else None,
        codes_left=RecoveryCode.objects.filter(**mine, used_at=None).count(),
        passkeys=list(Passkey.objects.filter(**mine).order_by("id")),
    )


def _setup(actor: Actor, app: Authenticator) -> Setup:
    secret, person = unseal(app.secret), own_person(actor)
    issuer = str(Market.objects.get(id=actor.market_id))
    account = person.email or person.phone or person.name
    return Setup(app_address(secret, issuer, account), grouped(secret))

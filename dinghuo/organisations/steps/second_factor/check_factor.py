"""Checks a code from the app or from paper; each opens once."""

from dinghuo.foundation.clock import now
from dinghuo.foundation.sealed import unseal
from dinghuo.organisations.models import Authenticator, Person, RecoveryCode
from dinghuo.organisations.rules.recovery import plain_code
from dinghuo.organisations.rules.secrets import hash_of
from dinghuo.organisations.rules.totp import DIGITS, matching_step
from dinghuo.organisations.states import OpenedBy


def has_app(person: Person) -> bool:
    """Whether the person has an authenticator app that has given a right code."""
    return Authenticator.objects.filter(
        market_id=person.market_id, person=person, confirmed_at__isnull=False
    ).exists()


def check_factor(person: Person, code: str) -> OpenedBy | None:
    """Use up a code of the person's app or one of its recovery codes; what it was, None if it is neither.

    Both by a guarded update: of two requests with the same code one wins. The caller has counted the try.
    """
    code = plain_code(code)
    if len(code) == DIGITS and code.isdigit():
        return OpenedBy.APP if use_app_code(person, code) else None
    used = RecoveryCode.objects.filter(
        market_id=person.market_id, person=person, code_hash=recovery_hash(person, code), used_at=None
    ).update(used_at=now())
    return OpenedBy.RECOVERY if used else None


def use_app_code(person: Person, code: str, confirmed: bool = True) -> bool:
    """Use up a code of the app; `confirmed` is False while it is being set up."""
    rows = Authenticator.objects.filter(
        market_id=person.market_id, person=person, confirmed_at__isnull=not confirmed
    )
    app = rows.first()
    step = matching_step(unseal(app.secret), plain_code(code), now().timestamp()) if app else None
    return step is not None and bool(rows.filter(last_step__lt=step).update(last_step=step))


def recovery_hash(person: Person, code: str) -> str:
    """What is kept of a recovery code. It has 49 random bits; the person's id keeps two people's equal ones apart."""
    return hash_of(f"{person.id.hex}:{plain_code(code)}")

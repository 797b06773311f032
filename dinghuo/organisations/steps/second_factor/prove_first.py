"""Keeps whoever knows only the password from changing what guards against just that."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.organisations.errors import ProveFirst
from dinghuo.organisations.models import Passkey, Person, Session
from dinghuo.organisations.states import PROVEN
from dinghuo.organisations.steps.second_factor.check_factor import has_app


def prove_first(person: Person, session_id: UUID | None) -> None:
    """Raise ProveFirst where the person has a second factor, and this session was opened without it."""
    guarded = has_app(person) or Passkey.objects.filter(market_id=person.market_id, person=person).exists()
    if not guarded:
        return
    proven = Session.objects.filter(market_id=person.market_id, person=person, opened_by__in=list(PROVEN))
    if session_id is None or not proven.filter(id=session_id).exists():
        raise ProveFirst(
            _("Sign in with your passkey or code first: this device has shown only your password.")
        )

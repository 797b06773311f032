"""Proves in a session that was opened by the password alone that one has the second factor."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.errors import WrongCode
from dinghuo.organisations.queries.people import own_person
from dinghuo.organisations.steps.mark_session import mark_session
from dinghuo.organisations.steps.second_factor.check_factor import check_factor
from dinghuo.organisations.steps.second_factor.count_codes import count_codes, forget_codes


def prove_session(actor: Actor, code: str, session_id: UUID) -> None:
    """Mark the actor's own session as opened with the code's factor. Raises WrongCode and TooManyAttempts."""
    require(actor, "organisations.prove_session")
    with acting(actor):
        person = own_person(actor)
    count_codes(person.id)
    with acting(actor):
        opened_by = check_factor(person, code)
        if opened_by is None:
            raise WrongCode(_("This code is wrong, or was used already."))
        mark_session(person, session_id, opened_by)
    forget_codes(person.id)

"""Asks for one's own password once more, before something that whoever finds an open screen shall not do."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Person
from dinghuo.organisations.queries.people import own_person
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import SIGN_IN_BY_LOGIN
from dinghuo.organisations.steps.count_tries import count_tries, forget_tries, too_many


def check_own_password(actor: Actor, faults: Faults, password: str, path: str = "current") -> Person:
    """The actor's person; notes a fault if this isn't its password. Raises TooManyAttempts.

    Opens its own transactions: the try stays counted whatever becomes of the action.
    """
    with acting(actor):
        person = own_person(actor)
    tries = [(SIGN_IN_BY_LOGIN, str(person.id))]
    with acting(visitor()):
        wait = count_tries(tries)
    if wait:
        raise too_many(wait)
    if person.has_password(password):
        with acting(visitor()):
            forget_tries(tries)
    else:
        faults.add(path, "wrong", _("This isn't your present password."))
    return person

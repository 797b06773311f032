"""For whom a call asks: the key's own organisation, or a customer that a representative names."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid, NotFound
from dinghuo.organisations.queries.organisations import find_organisation


def customer_id(actor: Actor, code: str | None) -> UUID | None:
    """The organisation named by code, or the actor's own. Raises Invalid for one that isn't the actor's customer."""
    if not code:
        return actor.organisation_id
    try:
        return find_organisation(actor, code).id
    except NotFound as unknown:
        told = _("There is no customer %(code)s.") % {"code": code}
        raise Invalid([Fault("buyer", "unknown", told)]) from unknown

"""Says in which language one reads."""

from django.conf import settings
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Person
from dinghuo.organisations.queries.own import own_person_id


def set_language(actor: Actor, language: str) -> None:
    """Keep a language for the actor's person: pages, messages and e-mails come in it. Raises Invalid."""
    require(actor, "organisations.set_language")
    if language not in dict(settings.LANGUAGES):
        raise Invalid([Fault("language", "unknown", _("Choose one of these."))])
    with acting(actor):
        Person.objects.filter(market_id=actor.market_id, id=own_person_id(actor)).update(language=language)

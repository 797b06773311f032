"""Keeps the passkey that a device has made."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.errors import PasskeyRefused
from dinghuo.organisations.events import FactorAdded
from dinghuo.organisations.models import Passkey
from dinghuo.organisations.queries.people import own_person
from dinghuo.organisations.rules.site import Site
from dinghuo.organisations.rules.words import plain_text
from dinghuo.organisations.states import OpenedBy
from dinghuo.organisations.steps.mark_session import mark_session
from dinghuo.organisations.steps.second_factor.challenges import use_challenge
from dinghuo.organisations.steps.second_factor.passkey_ceremony import read_answer, verified_new
from dinghuo.organisations.steps.second_factor.prove_first import prove_first

#: More are devices that nobody uses any more.
MOST = 20


def add_passkey(actor: Actor, answer: str, name: str, site: Site, session_id: UUID | None) -> Passkey:
    """Keep it under a name for the actor's person; the session counts as opened with it.

    `answer` is the browser's, to what begin_passkey asked. Raises PasskeyRefused and ProveFirst.
    """
    require(actor, "organisations.add_passkey")
    told = read_answer(answer)
    with acting(actor):
        person = own_person(actor)
        prove_first(person, session_id)
        fresh = use_challenge(actor.market_id, told.challenge)
        rows = Passkey.objects.filter(market_id=actor.market_id)
        if not fresh or rows.filter(person=person).count() >= MOST:
            raise PasskeyRefused(_("That took too long, or you have too many passkeys. Try again."))
        made = verified_new(answer, told.challenge, site)
        if rows.filter(credential=made.credential).exists():
            raise PasskeyRefused(_("This passkey is kept already."))
        passkey = Passkey.objects.create(
            market_id=actor.market_id,
            person=person,
            credential=made.credential,
            public_key=made.public_key,
            sign_count=made.sign_count,
            transports=made.transports,
            site=site.host,
            name=plain_text(name)[:60] or site.host,
        )
        mark_session(person, session_id, OpenedBy.PASSKEY)
        record(actor, FactorAdded(person.id, person.name, data={"factor": "passkey", "name": passkey.name}))
        return passkey

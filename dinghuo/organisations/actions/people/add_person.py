"""Adds a person to an organisation, and tells them how to sign in."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.outbound import send_email, send_sms
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.errors import PhoneTaken
from dinghuo.organisations.events import PersonAdded
from dinghuo.organisations.models import Department, Membership, Organisation, Person
from dinghuo.organisations.queries.organisations import market
from dinghuo.organisations.queries.reach import managed_organisation, own_tree
from dinghuo.organisations.steps.make_member import make_member, make_person, roles_for
from dinghuo.organisations.steps.read_contact import read_email, read_phone, read_text


def add_person(
    actor: Actor,
    organisation_id: UUID,
    name: str,
    phone: str = "",
    email: str = "",
    roles: Sequence[str] = (),
    department_id: UUID | None = None,
    password: str = "",
    language: str = "",
    is_main: bool = False,
) -> Membership:
    """Make a person a member of an organisation one manages, with these roles (keys).

    Without a password they are told, by text message or e-mail, to set one with "Forgot password". A person of the
    market with this phone or address becomes a member of one more organisation, if the actor may know them.
    Raises NotFound, PhoneTaken, EmailTaken, and Invalid with every fault.
    """
    require(actor, "organisations.add_person")
    with acting(actor):
        organisation = managed_organisation(actor, organisation_id)
        faults = Faults()
        told = bool(phone.strip() or email.strip())
        name = read_text(faults, "name", name, 100)
        phone = read_phone(faults, phone, market(actor.market_id).country, required=False)
        email = read_email(faults, email)
        if not told:
            faults.add("phone", "required", _("Give a phone number or an e-mail address to sign in with."))
        held = roles_for(faults, organisation, roles)
        faults.raise_any()
        _refuse_foreign_department(actor, organisation, department_id)
        person = _known(actor, phone, email)
        if person is None:
            hashed = make_password(password) if password else ""
            person = make_person(actor.market_id, name, phone, email, hashed, language)
            if not password:
                _invite(actor, person, organisation)
        membership = make_member(person, organisation, held, department_id, is_main)
        record(
            actor,
            PersonAdded(
                membership.id,
                person.name,
                [organisation.id],
                {"person": str(person.id), "roles": sorted(roles)},
            ),
        )
    return membership


def _refuse_foreign_department(actor: Actor, organisation: Organisation, department_id: UUID | None) -> None:
    if department_id is None:
        return
    rows = Department.objects.filter(market_id=actor.market_id, organisation_id=organisation.id)
    if not rows.filter(id=department_id).exists():
        raise NotFound(f"department {department_id}")


def _known(actor: Actor, phone: str, email: str) -> Person | None:
    people = Person.objects.filter(market_id=actor.market_id)
    person = people.filter(phone=phone).first() if phone else people.filter(email=email).first()
    if person is None or actor.scope == "market":
        return person
    if not person.memberships.filter(market_id=actor.market_id, organisation_id__in=own_tree(actor)).exists():
        # Not told: whose number it is. Somebody else's people aren't ours to look up or to add.
        raise PhoneTaken(
            _("Somebody of another company signs in with this. Ask the operator to add them here.")
        )
    return person


def _invite(actor: Actor, person: Person, organisation: Organisation) -> None:
    text = _(
        "%(who)s added you at %(company)s. Open the sign-in page and choose “Forgot password” to set your password."
    ) % {"who": actor.organisation_name or actor.person_name, "company": organisation.name}
    if person.phone:
        send_sms(actor.market_id, person.phone, text)
    else:
        send_email(
            actor.market_id,
            person.email,
            _("Your access to %(company)s") % {"company": organisation.name},
            text,
        )

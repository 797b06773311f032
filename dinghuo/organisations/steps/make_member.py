"""Writes a person, their membership and its roles."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Faults
from dinghuo.organisations.errors import EmailTaken, PhoneTaken
from dinghuo.organisations.models import Membership, MembershipRole, Organisation, Person, Role


def make_person(market_id: UUID, name: str, phone: str, email: str, password: str, language: str) -> Person:
    """Make a person; `password` is a hash. Raises PhoneTaken or EmailTaken if the market has somebody with it."""
    try:
        with transaction.atomic():
            return Person.objects.create(
                market_id=market_id, name=name, phone=phone, email=email, password=password, language=language
            )
    except IntegrityError as fault:
        # The phone is looked at first: of two that clash it is the one people know by heart.
        if "person_phone" in str(fault):
            raise PhoneTaken(_("Somebody else signs in with this phone number.")) from fault
        if "person_email" in str(fault):
            raise EmailTaken(_("Somebody else signs in with this e-mail address.")) from fault
        raise


def make_member(
    person: Person,
    organisation: Organisation,
    roles: Sequence[Role],
    department_id: UUID | None = None,
    is_main: bool = False,
) -> Membership:
    """Let a person act for an organisation with these roles; whoever is a member already keeps what they have."""
    membership, _made = Membership.objects.get_or_create(
        market_id=organisation.market_id,
        person=person,
        organisation=organisation,
        defaults={"department_id": department_id, "is_main": is_main},
    )
    MembershipRole.objects.bulk_create(
        [
            MembershipRole(market_id=organisation.market_id, membership=membership, role=role)
            for role in roles
        ],
        ignore_conflicts=True,
    )
    return membership


def roles_for(
    faults: Faults, organisation: Organisation, keys: Collection[str], path: str = "roles"
) -> list[Role]:
    """The roles with these keys; notes a fault for keys that don't exist or open a door the organisation hasn't."""
    found = list(
        Role.objects.filter(market_id=organisation.market_id, key__in=keys, door__in=organisation.parts)
    )
    if len(found) != len(set(keys)):
        faults.add(path, "unknown", _("Choose roles that fit what the company does."))
    return found

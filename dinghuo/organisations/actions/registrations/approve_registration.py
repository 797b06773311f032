"""Lets a company that registered join the market."""

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.outbound import send_sms
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import OrganisationCreated, RegistrationApproved
from dinghuo.organisations.models import Address, Customer, Organisation, Registration, Role, Storefront
from dinghuo.organisations.rules.regions import region
from dinghuo.organisations.rules.roles import ADMINISTRATOR
from dinghuo.organisations.states import Part, RegistrationState
from dinghuo.organisations.steps.decide_registration import decide_registration
from dinghuo.organisations.steps.make_member import make_member, make_person
from dinghuo.organisations.steps.make_organisation import make_organisation


def approve_registration(
    actor: Actor,
    registration_id: UUID,
    code: str = "",
    storefront_id: UUID | None = None,
    payment_term_days: int = 0,
) -> Organisation:
    """Make the organisation, its first person as administrator, its address and, for a buyer, its customership.

    The storefront is the one given, else where it registered, else the market's. The applicant hears of it by text
    message. Raises NotFound, AlreadyDecided, PhoneTaken, EmailTaken and KeyTaken.
    """
    require(actor, "organisations.approve_registration")
    with acting(actor):
        asked = decide_registration(actor, registration_id, RegistrationState.APPROVED)
        organisation = make_organisation(
            actor.market_id,
            asked.company,
            [asked.part],
            code=code,
            tax_number=asked.tax_number,
            contact=asked.contact,
            phone=asked.phone,
            email=asked.email,
            region_code=asked.region_code,
        )
        person = make_person(
            actor.market_id, asked.contact, asked.phone, asked.email, asked.password, asked.language
        )
        roles = Role.objects.filter(market_id=actor.market_id, key=ADMINISTRATOR[Part(asked.part)])
        make_member(person, organisation, list(roles), is_main=True)
        _keep_address(asked, organisation)
        if asked.part == Part.BUYER:
            _make_customer(asked, organisation, storefront_id, payment_term_days)
        Registration.objects.filter(market_id=actor.market_id, id=asked.id).update(organisation=organisation)
        record(actor, OrganisationCreated(organisation.id, organisation.code, [organisation.id]))
        record(actor, RegistrationApproved(asked.id, asked.company, [organisation.id]))
        with translation.override(asked.language or None):
            text = _("%(company)s has been admitted. Sign in with this phone number and your password.")
            send_sms(actor.market_id, asked.phone, text % {"company": asked.company})
    return organisation


def _keep_address(asked: Registration, organisation: Organisation) -> None:
    place = region(asked.region_code)
    Address.objects.create(
        market_id=asked.market_id,
        organisation=organisation,
        contact=asked.contact,
        phone=asked.phone,
        region_code=asked.region_code,
        province=place.province if place else "",
        city=place.city if place else "",
        district=place.district if place else "",
        street=asked.street,
        is_default=True,
    )


def _make_customer(
    asked: Registration, organisation: Organisation, storefront_id: UUID | None, payment_term_days: int
) -> None:
    shops = Storefront.objects.filter(market_id=asked.market_id)
    wanted = storefront_id or asked.storefront_id
    shop = (wanted and shops.filter(id=wanted).first()) or shops.get(is_default=True)
    Customer.objects.create(
        market_id=asked.market_id, buyer=organisation, storefront=shop, payment_term_days=payment_term_days
    )

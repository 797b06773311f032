"""Lets a company ask to join the market."""

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.errors import AlreadyRegistered
from dinghuo.organisations.events import RegistrationReceived
from dinghuo.organisations.models import Organisation, Person, Registration, Storefront
from dinghuo.organisations.queries.organisations import market, operator_of
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.application import Application
from dinghuo.organisations.rules.limits import REGISTER_BY_ADDRESS
from dinghuo.organisations.rules.words import plain_text
from dinghuo.organisations.states import CodePurpose, OrganisationStatus
from dinghuo.organisations.steps.codes import use_code
from dinghuo.organisations.steps.count_tries import count_tries, too_many
from dinghuo.organisations.steps.read_registration import read_registration

__all__ = ["Application", "register_organisation"]


def register_organisation(actor: Actor, application: Application, ip: str) -> Registration:
    """Keep a company's wish to join until the operator decides. `actor` is a visitor of the market.

    Raises Invalid with every fault, TooManyAttempts, and AlreadyRegistered for a company or phone the market knows -
    told only to whoever holds the phone.
    """
    require(actor, "organisations.register_organisation")
    with acting(actor):
        columns = read_registration(application, market(actor.market_id).country)
    with acting(visitor()):
        wait = count_tries([(REGISTER_BY_ADDRESS, ip)])
    if wait:
        raise too_many(wait)
    with acting(actor):
        # Committed by itself: a wrong code stays counted.
        proven = use_code(actor.market_id, columns["phone"], CodePurpose.REGISTRATION, application.code)
    if not proven:
        message = _("This code is wrong or too old. Ask for a new one.")
        raise Invalid([Fault("code", "wrong", message)])
    columns["password"] = make_password(application.password)
    # The news is the operator's: a visitor could write, but not address it to a company that isn't theirs.
    applicant = Actor.system(actor.market_id, columns["contact"])
    with acting(applicant):
        _refuse_known(actor, columns["tax_number"], columns["phone"])
        shop = Storefront.objects.filter(
            market_id=actor.market_id, key=plain_text(application.storefront)
        ).first()
        try:
            with transaction.atomic():
                registration = Registration.objects.create(
                    market_id=actor.market_id, storefront=shop, language=actor.language, **columns
                )
        except IntegrityError as fault:
            raise _already() from fault
        house = operator_of(actor.market_id)
        told = {"part": registration.part, "company": registration.company}
        record(applicant, RegistrationReceived(registration.id, registration.company, [house.id], told))
    return registration


def _refuse_known(actor: Actor, tax_number: str, phone: str) -> None:
    trading = Organisation.objects.filter(market_id=actor.market_id, tax_number=tax_number).exclude(
        status=OrganisationStatus.REJECTED
    )
    if trading.exists() or Person.objects.filter(market_id=actor.market_id, phone=phone).exists():
        raise _already()


def _already() -> AlreadyRegistered:
    return AlreadyRegistered(
        _("This company or phone number is known here already. Sign in, or ask your company's administrator.")
    )

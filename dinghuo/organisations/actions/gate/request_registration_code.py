"""Sends a code to the phone of somebody who registers a company."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.organisations import market
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import CODE_BY_ADDRESS, CODE_BY_PHONE, CODE_BY_PHONE_MINUTE
from dinghuo.organisations.rules.secrets import new_code
from dinghuo.organisations.states import CodePurpose
from dinghuo.organisations.steps.codes import keep_code, send_code
from dinghuo.organisations.steps.count_tries import count_tries, too_many
from dinghuo.organisations.steps.read_contact import read_phone


def request_registration_code(actor: Actor, phone: str, ip: str) -> str:
    """Send a code to a phone that wants to register in the visitor's market; returns the number as it was understood.

    Raises TooManyAttempts, and Invalid for what isn't a phone number.
    """
    require(actor, "organisations.request_registration_code")
    faults = Faults()
    with acting(actor):
        country = market(actor.market_id).country
    number = read_phone(faults, phone, country)
    faults.raise_any()
    with acting(visitor()):
        wait = count_tries([(CODE_BY_PHONE_MINUTE, number), (CODE_BY_PHONE, number), (CODE_BY_ADDRESS, ip)])
    if wait:
        raise too_many(wait)
    code = new_code()
    with acting(actor):
        keep_code(actor.market_id, number, CodePurpose.REGISTRATION, code)
        send_code(actor.market_id, number, code)
    return number

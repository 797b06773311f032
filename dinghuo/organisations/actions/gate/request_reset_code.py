"""Takes somebody's wish for a code with which to set a new password."""

from procrastinate.contrib.django import app

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.queries.gate import markets_in_reach
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import CODE_BY_ADDRESS, CODE_BY_PHONE, CODE_BY_PHONE_MINUTE
from dinghuo.organisations.steps.count_tries import count_tries, too_many
from dinghuo.organisations.steps.read_contact import read_login

SEND = "dinghuo.organisations.jobs.send_reset_code"


def request_reset_code(actor: Actor, login: str, ip: str) -> str:
    """Have a code sent to a phone number (by text message) or e-mail address, if somebody in reach has it.

    Answers the same whether anybody has: with the number or address as it was understood. Whether anybody has is only
    looked up by the job, so that the time of the answer doesn't tell either. Raises TooManyAttempts, and Invalid for
    what is neither number nor address.
    """
    require(actor, "organisations.request_reset_code")
    with gate():
        markets = markets_in_reach(actor)
    faults = Faults()
    sent_to = read_login(faults, login, markets[0].country if markets else "CN")
    faults.raise_any()
    with acting(visitor()):
        wait = count_tries([(CODE_BY_PHONE_MINUTE, sent_to), (CODE_BY_PHONE, sent_to), (CODE_BY_ADDRESS, ip)])
    if wait:
        raise too_many(wait)
    app.configure_task(SEND, allow_unknown=True, queue="messages").defer(
        market_id=str(actor.market_id), sent_to=sent_to, language=actor.language
    )
    return sent_to

"""Sends a code with which somebody who forgot their password can set a new one."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.queries.gate import markets_in_reach, people_with
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import CODE_BY_ADDRESS, CODE_BY_PHONE, CODE_BY_PHONE_MINUTE
from dinghuo.organisations.rules.secrets import new_code
from dinghuo.organisations.states import CodePurpose
from dinghuo.organisations.steps.codes import keep_code, send_code
from dinghuo.organisations.steps.count_tries import count_tries, too_many
from dinghuo.organisations.steps.read_contact import read_login


def request_reset_code(actor: Actor, login: str, ip: str) -> str:
    """Send a code to a phone number (by text message) or e-mail address, if somebody in reach has it.

    Answers the same whether anybody has: with the number or address as it was understood. One code serves every
    market in which the person has this login. Raises TooManyAttempts, and Invalid for what is neither number nor
    address.
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
    with gate():
        people = people_with(markets, sent_to)
    code = new_code()
    for position, (market, _person) in enumerate(people):
        # One transaction for each market: no context writes in two.
        with acting(Actor.system(market.id, "gate")):
            keep_code(market.id, sent_to, CodePurpose.RESET, code)
            if position == 0:
                send_code(market.id, sent_to, code)
    return sent_to

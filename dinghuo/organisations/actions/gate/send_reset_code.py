"""Sends a code with which somebody who forgot their password can set a new one."""

from django.utils import translation

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.queries.gate import markets_in_reach, people_with
from dinghuo.organisations.rules.secrets import new_code
from dinghuo.organisations.states import CodePurpose
from dinghuo.organisations.steps.codes import keep_code, send_code


def send_reset_code(actor: Actor, sent_to: str) -> bool:
    """Send a code to a phone number or e-mail address if somebody has it in the visitor's reach; tells whether.

    One code serves every market in reach in which a person has this login. It is kept where it was asked for, whether
    or not it is sent: so `reset_password` compares a guess with something for everybody alike. Run twice, it sends two
    codes, of which the later is good.
    """
    require(actor, "organisations.request_reset_code")
    code = new_code()
    with acting(actor):
        keep_code(actor.market_id, sent_to, CodePurpose.RESET, code)
    with gate():
        people = people_with(markets_in_reach(actor), sent_to)
    if not people:
        return False
    sender = people[0][0]
    with acting(Actor.system(sender.id, "gate")), translation.override(actor.language):
        send_code(sender.id, sent_to, code)
    return True

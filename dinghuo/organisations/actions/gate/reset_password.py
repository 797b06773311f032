"""Sets a new password with the code that was sent."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.errors import WrongCode
from dinghuo.organisations.events import PasswordChanged
from dinghuo.organisations.models import Market, Person
from dinghuo.organisations.queries.gate import markets_in_reach, people_with
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import SIGN_IN_BY_ADDRESS, SIGN_IN_BY_LOGIN
from dinghuo.organisations.states import CodePurpose
from dinghuo.organisations.steps.check_password import check_new_password
from dinghuo.organisations.steps.close_sessions import close_sessions
from dinghuo.organisations.steps.codes import use_code
from dinghuo.organisations.steps.count_tries import count_tries, forget_tries, too_many
from dinghuo.organisations.steps.read_contact import read_login


def reset_password(actor: Actor, login: str, code: str, password: str, ip: str) -> int:
    """Set the password of whoever was sent the code, in every market in reach; their devices are signed out.

    Returns in how many markets. Raises Invalid with every fault, TooManyAttempts, and WrongCode - the same whether
    the login is known or not, after the same statements: whose login it is, is looked up with the right code only.
    """
    require(actor, "organisations.reset_password")
    with gate():
        markets = markets_in_reach(actor)
    faults = Faults()
    sent_to = read_login(faults, login, markets[0].country if markets else "CN")
    check_new_password(faults, password, [sent_to, login])
    if not code.strip():
        faults.add("code", "required", _("This is needed."))
    faults.raise_any()
    tries = [(SIGN_IN_BY_LOGIN, sent_to), (SIGN_IN_BY_ADDRESS, ip)]
    with acting(visitor()):
        wait = count_tries(tries)
    if wait:
        raise too_many(wait)
    with acting(actor):
        # Committed by itself: a wrong code stays counted.
        proven = use_code(actor.market_id, sent_to, CodePurpose.RESET, code)
    done = 0
    if proven:
        with gate():
            people = people_with(markets, sent_to)
        for market, person in people:
            _set_password(market, person, password)
        done = len(people)
    if not done:
        raise WrongCode(_("This code is wrong or too old. Ask for a new one."))
    with acting(visitor()):
        forget_tries(tries)
    return done


def _set_password(market: Market, person: Person, password: str) -> None:
    # One transaction for each market: no context writes in two.
    actor = Actor.system(market.id, person.name)
    with acting(actor):
        person.set_password(password)
        person.save(update_fields=["password"])
        close_sessions(market.id, person.id)
        record(actor, PasswordChanged(person.id, person.name, data={"how": "code"}))

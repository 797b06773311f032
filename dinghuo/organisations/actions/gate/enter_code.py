"""Goes on from a right password: the code of the authenticator app, or one from paper."""

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.errors import WrongCode
from dinghuo.organisations.steps.choices import market_of_choice, person_of_choice
from dinghuo.organisations.steps.enter_market import enter_market
from dinghuo.organisations.steps.second_factor.check_factor import check_factor
from dinghuo.organisations.steps.second_factor.count_codes import count_codes, forget_codes


def enter_code(actor: Actor, token: str, code: str, ip: str, user_agent: str = "") -> str:
    """Open a session for whoever has given the password (the token proves it) and this code; returns its cookie.

    Raises ChoiceExpired, TooManyAttempts, WrongCode, and NoEntry as `sign_in` does.
    """
    require(actor, "organisations.enter_code")
    system = Actor.system(market_of_choice(token), "gate")
    with acting(system):
        person, membership_id = person_of_choice(token)
    count_codes(person.id)
    with acting(system):
        opened_by = check_factor(person, code)
        if opened_by is None:
            raise WrongCode(_("This code is wrong, or was used already."))
        cookie = enter_market(person, membership_id, ip, user_agent, opened_by)
    forget_codes(person.id)
    return cookie

"""Signs a person in: by phone number, e-mail address or company name, and a password."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.organisations.errors import NoEntry, WrongLogin
from dinghuo.organisations.queries.gate import Candidate, candidates, markets_in_reach, normal_logins
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import SIGN_IN_BY_ADDRESS, SIGN_IN_BY_LOGIN
from dinghuo.organisations.rules.words import plain_text
from dinghuo.organisations.steps.choices import make_choice
from dinghuo.organisations.steps.count_tries import count_tries, forget_tries, too_many
from dinghuo.organisations.steps.pass_on import pass_on

#: However few people a login belongs to, so many passwords are hashed (or one for each market in reach, if those are
#: fewer), so that the time an answer takes doesn't tell whether somebody is known here.
HASHES = 3


@dataclass(frozen=True)
class Choice:
    """A market that may be entered; the token proves, for five minutes, that the password was right."""

    token: str
    market: str
    company: str


@dataclass(frozen=True)
class Entrance:
    """What signing in gave: a session's cookie, or a token with which `enter_code` goes on where a code of the
    authenticator app is asked, or the markets among which to choose."""

    cookie: str = ""
    proof: str = ""
    choices: Sequence[Choice] = ()


def sign_in(actor: Actor, login: str, password: str, ip: str, user_agent: str = "") -> Entrance:
    """Open a session for whoever knows login and password. `actor` is a visitor.

    Raises TooManyAttempts, WrongLogin (without telling what was wrong), and NoEntry for people whose company is closed
    or waits for the operator.
    """
    require(actor, "organisations.sign_in")
    login = plain_text(login)
    with gate():
        markets = markets_in_reach(actor)
    known = normal_logins(markets, login) or [" ".join(login.split()).casefold()]
    tries = [(SIGN_IN_BY_LOGIN, known[0]), (SIGN_IN_BY_ADDRESS, ip)]
    with acting(visitor()):
        wait = count_tries(tries)
    if wait:
        raise too_many(wait)
    with gate():
        found = candidates(markets, login)
    matched = _matching(found, password, least=min(HASHES, len(markets)))
    if not matched:
        raise WrongLogin(_("Login and password don't belong together."))
    with acting(visitor()):
        forget_tries(tries)
    people = [candidate for candidate in matched if candidate.person is not None]
    if not people:
        raise NoEntry(
            _("The registration of %(company)s is being looked at. You will get a text message.")
            % {"company": matched[0].company}
        )
    if len(people) > 1:
        return Entrance(choices=[_choice(candidate) for candidate in people])
    return _enter(people[0], ip, user_agent)


def _matching(found: Sequence[Candidate], password: str, least: int) -> list[Candidate]:
    hashed = [candidate for candidate in found if candidate.password]
    for _padding in range(least - len(hashed)):
        make_password(password)
    return [candidate for candidate in hashed if check_password(password, candidate.password)]


def _choice(candidate: Candidate) -> Choice:
    assert candidate.person is not None
    token = make_choice(candidate.person, candidate.membership_id)
    return Choice(token, str(candidate.market), candidate.company)


def _enter(candidate: Candidate, ip: str, user_agent: str) -> Entrance:
    assert candidate.person is not None
    with acting(Actor.system(candidate.market.id, "gate")):
        passage = pass_on(candidate.person, candidate.membership_id, ip, user_agent)
        return Entrance(passage.cookie, passage.proof)

"""Lets a person in whose password was right, or asks for the second factor first."""

from dataclasses import dataclass
from uuid import UUID

from dinghuo.organisations.models import Person
from dinghuo.organisations.states import OpenedBy
from dinghuo.organisations.steps.choices import make_choice
from dinghuo.organisations.steps.enter_market import enter_market
from dinghuo.organisations.steps.second_factor.check_factor import has_app


@dataclass(frozen=True)
class Passage:
    """A session's cookie, or for people with an authenticator app a proof that the password was right."""

    cookie: str = ""
    proof: str = ""


def pass_on(person: Person, membership_id: UUID | None, ip: str, user_agent: str) -> Passage:
    """Open a session by the password, unless the person's app is asked as well. Raises NoEntry."""
    if has_app(person):
        return Passage(proof=make_choice(person, membership_id))
    return Passage(enter_market(person, membership_id, ip, user_agent, OpenedBy.PASSWORD))

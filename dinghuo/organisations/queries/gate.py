"""Looks through the gate: whom a login or a phone number may belong to, across the markets in reach.

Every function here stands in a `gate()` context, which reads across markets and writes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.models import Market, Membership, Organisation, Person, Registration
from dinghuo.organisations.models.sign_in_attempt import GATE
from dinghuo.organisations.rules.phones import normal_phone
from dinghuo.organisations.states import MembershipStatus, RegistrationState

#: Nobody has the same login in more markets than this; it bounds the work one request can ask for.
MOST_CANDIDATES = 10


@dataclass(frozen=True)
class Candidate:
    """A person whose password will be tried. `membership_id` is set if the login was a company's name; a candidate
    without a person is a company whose registration isn't decided yet."""

    market: Market
    password: str
    person: Person | None
    membership_id: UUID | None = None
    company: str = ""


def every_market() -> list[UUID]:
    """The ids of all markets, for housekeeping."""
    return list(Market.objects.order_by("id").values_list("id", flat=True))


def markets_in_reach(actor: Actor) -> list[Market]:
    """The market a visitor came to; every active one if the host doesn't say which."""
    rows = Market.objects.filter(is_active=True)
    if actor.market_id != GATE:
        rows = rows.filter(id=actor.market_id)
    return list(rows.order_by("id"))


def normal_logins(markets: Sequence[Market], login: str) -> list[str]:
    """A login as it would be kept: as an e-mail address, or as the phone number it is in each market's country."""
    login = login.strip()
    if "@" in login:
        return [login.lower()]
    phones = (normal_phone(login, country) for country in dict.fromkeys(market.country for market in markets))
    return list(dict.fromkeys(phone for phone in phones if phone))


def people_with(markets: Sequence[Market], login: str) -> list[tuple[Market, Person]]:
    """The active people with this phone number or e-mail address, at most one in each market."""
    known = normal_logins(markets, login)
    by_id = {market.id: market for market in markets}
    rows = Person.objects.filter(
        Q(phone__in=known) | Q(email__in=known), market_id__in=list(by_id), is_active=True
    )
    found = rows.order_by("market_id")[:MOST_CANDIDATES] if known else []
    return [(by_id[person.market_id], person) for person in found]


def candidates(markets: Sequence[Market], login: str) -> list[Candidate]:
    """Whose password to try for a login: people with it, the main members of companies of that name, registrations."""
    people = [Candidate(market, person.password, person) for market, person in people_with(markets, login)]
    found = [
        *people,
        *([] if people else _main_members(markets, login.strip())),
        *_waiting(markets, normal_logins(markets, login)),
    ]
    return found[:MOST_CANDIDATES]


def _main_members(markets: Sequence[Market], name: str) -> list[Candidate]:
    by_id = {market.id: market for market in markets}
    named = Organisation.objects.filter(
        Q(name__iexact=name) | Q(code=name), market_id__in=list(by_id)
    ).values("id")
    rows = Membership.objects.filter(
        market_id__in=list(by_id),
        organisation_id__in=named,
        is_main=True,
        status=MembershipStatus.ACTIVE,
        person__is_active=True,
    )
    return [
        Candidate(
            by_id[row.market_id], row.person.password, row.person, row.id, company=row.organisation.name
        )
        for row in rows.select_related("person", "organisation").order_by("market_id", "id")[:MOST_CANDIDATES]
    ]


def _waiting(markets: Sequence[Market], known: Sequence[str]) -> list[Candidate]:
    by_id = {market.id: market for market in markets}
    rows = Registration.objects.filter(
        market_id__in=list(by_id), phone__in=known, state=RegistrationState.PENDING
    )
    found = rows.order_by("market_id")[:MOST_CANDIDATES] if known else []
    return [Candidate(by_id[row.market_id], row.password, None, company=row.company) for row in found]

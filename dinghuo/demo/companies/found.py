"""Founds companies in a market: organisation, address, people with their roles, all in a few statements."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from dinghuo.demo.companies.company import Place
from dinghuo.demo.companies.people import Human
from dinghuo.demo.ids import Ids
from dinghuo.demo.words import Words
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.organisations.models import (
    Address,
    Membership,
    MembershipGrant,
    MembershipRole,
    Organisation,
    Person,
    Role,
)
from dinghuo.organisations.queries.actors import actor_for_membership
from dinghuo.organisations.rules.regions import Region, find_region
from dinghuo.organisations.rules.tax_numbers import check_character


@dataclass
class Member:
    """Somebody of a company, as rows."""

    person_id: UUID
    membership_id: UUID
    name: str
    email: str

    @cached_property
    def actor(self) -> Actor:
        """As whom they act now. Needs a context of the market."""
        return actor_for_membership(self.membership_id)


@dataclass
class Company:
    """A company: its row's id, its address as on orders, and its people by their posts. `is_there`: it has a row."""

    id: UUID
    code: str
    words: Words
    parts: tuple[str, ...]
    place: Place
    humans: Sequence[Human]
    parent_id: UUID | None = None
    is_there: bool = False
    address_id: UUID | None = None
    people: dict[str, Member] = field(default_factory=dict)

    def __getitem__(self, post: str) -> Member:
        """Who holds a post; where there is no such post, the administrator."""
        return self.people.get(post) or self.people["admin"]

    @property
    def contact(self) -> Human:
        """Who answers the phone."""
        return self.humans[0]

    @cached_property
    def region(self) -> Region:
        """The region of the company's place."""
        found = find_region(self.place.province, self.place.city, self.place.district)
        if found is None:
            raise LookupError(f"no such place: {self.place}")
        return found

    @property
    def address(self) -> dict[str, str]:
        """The delivery address as it is written down on an order."""
        return {
            "id": str(self.address_id),
            "label": "收货部",
            "contact": self.contact.name,
            "phone": self.contact.phone,
            "region_code": self.region.code,
            "province": self.region.province,
            "city": self.region.city,
            "district": self.region.district,
            "street": self.place.street,
        }


def found(actor: Actor, companies: Sequence[Company], password: str, at: datetime, ids: Ids) -> None:
    """Write companies that have no row yet (`password` is a hash, the same for all) and fill in their people."""
    new = [company for company in companies if company.address_id is None]
    with acting(actor):
        market = {"market_id": actor.market_id}
        for company in new:
            company.address_id = ids.at(at)
            company.people = {
                human.post.login: Member(ids.at(at), ids.at(at), human.name, human.email)
                for human in company.humans
            }
        for company in new:
            if company.is_there:
                Organisation.objects.filter(**market, id=company.id).update(**_organisation(company, at))
        write_rows(
            Organisation,
            ({**market, **_organisation(company, at)} for company in new if not company.is_there),
        )
        write_rows(Address, ({**market, **_address(company)} for company in new))
        _write_members(market, list(_members(new)), password, at)


def _write_members(
    market: Mapping[str, UUID], members: Sequence[tuple[Company, Human, Member]], password: str, at: datetime
) -> None:
    roles = dict(Role.objects.filter(**market).values_list("key", "id"))
    write_rows(
        Person,
        (
            {
                **market,
                "id": member.person_id,
                "name": human.name,
                "phone": human.phone,
                "email": human.email,
                "password": password,
                "created_at": at,
            }
            for _, human, member in members
        ),
    )
    write_rows(
        Membership,
        (
            {
                **market,
                "id": member.membership_id,
                "person_id": member.person_id,
                "organisation_id": company.id,
                "is_main": human is company.contact,
                "created_at": at,
            }
            for company, human, member in members
        ),
    )
    write_rows(
        MembershipRole,
        (
            {**market, "membership_id": member.membership_id, "role_id": roles[key]}
            for _, human, member in members
            for key in human.post.roles
        ),
    )
    write_rows(
        MembershipGrant,
        (
            {**market, "membership_id": member.membership_id, "permission": permission, "limit": limit}
            for _, human, member in members
            for permission, limit in human.post.limits
        ),
    )


def _members(companies: Sequence[Company]) -> Iterable[tuple[Company, Human, Member]]:
    for company in companies:
        for human in company.humans:
            yield company, human, company.people[human.post.login]


def _organisation(company: Company, at: datetime) -> dict[str, object]:
    return {
        "id": company.id,
        "code": company.code,
        "name": company.words.chinese,
        "names": company.words.translations,
        "parts": sorted(company.parts),
        "parent_id": company.parent_id,
        "tax_number": tax_number(company.code, company.region.code),
        "contact": company.contact.name,
        "phone": company.contact.phone,
        "email": company.contact.email,
        "region_code": company.region.code,
        "created_at": at,
    }


def _address(company: Company) -> dict[str, object]:
    written = {name: value for name, value in company.address.items() if name != "id"}
    return {"id": company.address_id, "organisation_id": company.id, "is_default": True, **written}


def tax_number(code: str, region: str) -> str:
    """A 统一社会信用代码 of the right form, the same for a company every time."""
    body = "91" + region[:6].ljust(6, "0") + f"{random.Random(code).randrange(10**9):09d}"
    return body + check_character(body)

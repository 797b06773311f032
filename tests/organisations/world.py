"""A market of its own, made by the domain's own actions: a house, a supplier, two buyers, and their people."""

import json
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.models import EventRow, OutboundMessage
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.gate.request_reset_code import SEND
from dinghuo.organisations.actions.market.create_market import create_market
from dinghuo.organisations.actions.market.create_organisation import create_organisation
from dinghuo.organisations.actions.people.add_person import add_person
from dinghuo.organisations.jobs import send_reset_code
from dinghuo.organisations.models import Market, Membership, Organisation, Storefront
from dinghuo.organisations.queries.actors import actor_for_membership
from dinghuo.organisations.queries.organisations import operator_of

PASSWORD = "correct horse 订货"


@dataclass
class World:
    """A market with an operator, a supplier, two buyers and a branch."""

    market_id: UUID = field(default_factory=new_id)
    market: Market = field(init=False)
    operator: Organisation = field(init=False)
    supplier: Organisation = field(init=False)
    buyer: Organisation = field(init=False)
    other_buyer: Organisation = field(init=False)
    branch: Organisation = field(init=False)

    def __post_init__(self) -> None:
        self.market = create_market(
            self.system,
            key=f"m-{self.market_id.hex[-12:]}",
            name="Test market",
            currency="CNY",
            operator_name="Test house",
            guest_policy="prices",
        )
        with acting(self.system):
            self.operator = operator_of(self.market_id)
        self.supplier = self.organisation("Spring water", "supplier", code="SUP")
        self.buyer = self.organisation("Corner shop", "buyer", code="BUY")
        self.other_buyer = self.organisation("Other shop", "buyer", code="OTH")
        self.branch = self.organisation("East branch", "branch", code="EAST", parent_id=self.operator.id)

    @property
    def system(self) -> Actor:
        """The program itself."""
        return Actor.system(self.market_id)

    @property
    def storefront(self) -> Storefront:
        """The market's first storefront."""
        with acting(self.system):
            return Storefront.objects.get(market_id=self.market_id, is_default=True)

    def organisation(self, name: str, *parts: str, **details: object) -> Organisation:
        """A company of the market."""
        return create_organisation(self.system, name, list(parts), **details)

    def member(self, organisation: Organisation, *roles: str, **details: object) -> Membership:
        """Somebody of a company; everybody has a phone number of their own and the same password."""
        given = {"name": "Li Na", "phone": a_phone(), "password": PASSWORD} | details
        return add_person(self.system, organisation.id, roles=roles, **given)

    def person(self, organisation: Organisation, *roles: str, **details: object) -> Actor:
        """The actor of a new member."""
        return self.acts(self.member(organisation, *roles, **details))

    def acts(self, membership: Membership) -> Actor:
        """The actor of a member as it is now."""
        with acting(self.system):
            return actor_for_membership(membership.id)

    def events(self, kind: str) -> list[EventRow]:
        """What was announced of one kind, oldest first."""
        with acting(self.system):
            return list(EventRow.objects.filter(market_id=self.market_id, kind=kind).order_by("id"))

    def sent(self, address: str = "") -> list[OutboundMessage]:
        """Messages that left the market, to one address or to all, oldest first."""
        with acting(self.system):
            rows = OutboundMessage.objects.filter(market_id=self.market_id)
            return list((rows.filter(address=address) if address else rows).order_by("id"))

    def code_sent(self, address: str) -> str:
        """The code in the last message to an address, once the worker has sent what is asked for."""
        send_asked_codes(address)
        words = self.sent(address)[-1].text.split()
        return next(word for word in words if word.isdigit() and len(word) == 6)


def send_asked_codes(address: str) -> int:
    """Run the jobs that send codes to an address, as a worker does; returns how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name = %s AND args->>'sent_to' = %s AND status = 'todo' "
            "RETURNING args",
            [SEND, address],
        )
        asked = [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in cursor.fetchall()]
    for arguments in asked:
        send_reset_code(**arguments)
    return len(asked)


def a_phone() -> str:
    """A mobile number nobody else has: tests share a database, and a phone is looked for in every market."""
    return f"+86139{new_id().int % 10**8:08d}"

"""Members whose keys are made: of the house, of a supplier, of a buyer."""

from dataclasses import dataclass

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.people.add_person import add_person
from dinghuo.organisations.models import Membership, Organisation
from dinghuo.organisations.queries.actors import actor_for_membership
from dinghuo.organisations.steps.seed_roles import seed_roles
from tests.makers import make_market, make_organisation


@dataclass
class Member:
    """Somebody who acts for an organisation."""

    membership: Membership
    actor: Actor


class Keys:
    """A market in which an operator, a supplier and a buyer have one member each."""

    def __init__(self) -> None:
        self.market_id = make_market().id
        self.system = Actor.system(self.market_id)
        with acting(self.system):
            seed_roles(self.market_id)
        self.house = make_organisation(self.market_id, "operator")
        self.supplier = make_organisation(self.market_id, "supplier")
        self.buyer = make_organisation(self.market_id, "buyer")
        self.operator = self.member(self.house, "operator-admin")
        self.seller = self.member(self.supplier, "supplier-admin")
        self.purchaser = self.member(self.buyer, "buyer-purchaser")

    def member(self, organisation: Organisation, role: str) -> Member:
        """A new member with one role."""
        email = f"{role}-{organisation.id.hex}@shop.example"
        membership = add_person(
            self.system, organisation.id, "Wang Fang", email=email, roles=[role], password="x" * 12
        )
        with acting(self.system):
            return Member(membership, actor_for_membership(membership.id))

"""Makes a market of its own with an operator, sellers and buyers, and people who act for them."""

from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from dinghuo.finance.actions.save_credit_line import save_credit_line
from dinghuo.finance.models import CreditHold, CreditLine
from dinghuo.finance.permissions import PERMISSIONS
from dinghuo.finance.rules.exposure import Buckets
from dinghuo.finance.steps.credit import hold_credit as steps
from dinghuo.finance.steps.credit.read_credit import CreditAsk, read_credit
from dinghuo.finance.steps.credit.take_credit import take_credit
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Organisation

CNY = "CNY"


def money(text: str) -> Decimal:
    """An amount as it is written."""
    return Decimal(text)


def an_order(number: str = "SO-2026-000001") -> Document:
    """An order as finance knows it."""
    return Document("order", new_id(), number)


def hold_credit(
    actor: Actor, order: Document, creditor_ids: list[UUID], debtor_id: UUID, currency: str, amount: Decimal
) -> UUID:
    """Hold credit for one order as placing it does, and return the line's id."""
    ask = CreditAsk(order, creditor_ids, debtor_id, currency, amount)
    line = take_credit(actor, read_credit(actor, [ask], lock=True), ask)
    steps.hold_credit(actor, [(ask, line)])
    return line.id


@dataclass
class World:
    """A market with three houses."""

    market_id: UUID = field(default_factory=new_id)
    operator: Organisation = field(init=False)
    seller: Organisation = field(init=False)
    other_seller: Organisation = field(init=False)
    buyer: Organisation = field(init=False)
    other_buyer: Organisation = field(init=False)

    def __post_init__(self) -> None:
        self.operator = self.organisation("operator", ["operator"])
        self.seller = self.organisation("seller", ["supplier"])
        self.other_seller = self.organisation("other_seller", ["supplier"])
        self.buyer = self.organisation("buyer", ["buyer"])
        self.other_buyer = self.organisation("other_buyer", ["buyer"])

    @property
    def system(self) -> Actor:
        """The program itself."""
        return Actor.system(self.market_id)

    def organisation(self, code: str, parts: list[str]) -> Organisation:
        """A house of the market."""
        with acting(self.system):
            return Organisation.objects.create(
                market_id=self.market_id, code=code, name=code.replace("_", " ").title(), parts=parts
            )

    def person(self, organisation: Organisation, *permissions: str, limit: Decimal | None = None) -> Actor:
        """Somebody of that house with these permissions; the operator's people see the whole market."""
        return Actor(
            market_id=self.market_id,
            organisation_id=organisation.id,
            organisation_name=organisation.name,
            person_id=new_id(),
            person_name=f"Somebody of {organisation.name}",
            parts=frozenset(organisation.parts),
            grants=dict.fromkeys(permissions, limit),
            scope="market" if "operator" in organisation.parts else "party",
        )

    def finance_of(self, organisation: Organisation) -> Actor:
        """Somebody who may do everything in that house's finance."""
        return self.person(organisation, *PERMISSIONS)

    def credit(
        self,
        limit: str,
        creditor: Organisation | None = None,
        debtor: Organisation | None = None,
        term_days: int = 30,
    ) -> CreditLine:
        """A credit line, by default the seller's for the buyer."""
        creditor = creditor or self.seller
        debtor = debtor or self.buyer
        return save_credit_line(self.finance_of(creditor), debtor.id, CNY, money(limit), term_days)

    def line(self, line_id: UUID) -> CreditLine:
        """The credit line as it is now."""
        with acting(self.system):
            return CreditLine.objects.get(id=line_id)

    def held_by(self, order: Document) -> Buckets:
        """What the order uses of its line."""
        with acting(self.system):
            hold = CreditHold.objects.get(market_id=self.market_id, order_id=order.id)
            return Buckets(hold.ordered, hold.shipped, hold.invoiced)

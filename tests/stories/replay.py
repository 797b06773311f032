"""Replays a file of real order lines against the market that was made from it: over the API, as the house would."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.quantity import plain
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.import_trade import ImportedTrade
from dinghuo.integration.actions.make_api_key import make_api_key
from dinghuo.integration.rules.cancellations import Cancels
from dinghuo.integration.rules.trade_file import TradeLine
from dinghuo.organisations.actions.people.add_person import add_person
from dinghuo.organisations.models import Organisation
from tests.makers.keys import Answer, Program

ZERO = Decimal(0)


@dataclass
class Replay:
    """What was done. `places`: order number and line of every sold line, by its row in the file."""

    imported: ImportedTrade
    representative: Program = field(init=False)
    house: Program = field(init=False)
    places: dict[int, tuple[str, int]] = field(default_factory=dict)
    placed: dict[str, Answer] = field(default_factory=dict)
    left: dict[int, Decimal] = field(default_factory=dict)
    cancelled_lines: int = 0
    _customers: dict[str, Program] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.representative = Program(token=self.imported.representative_key)
        self.house = Program(token=self.imported.operator_key)

    @property
    def system(self) -> Actor:
        """The program itself in the market."""
        return Actor.system(self.imported.market.id)

    def run(self) -> None:
        """Everything, in the order in which it happened."""
        report = self.imported.report
        sales: dict[str, list[TradeLine]] = defaultdict(list)
        for line in report.sold:
            sales[line.invoice].append(line)
        cancels: dict[str, list[Cancels]] = defaultdict(list)
        for found in report.cancelled:
            if found.of:
                cancels[found.line.invoice].append(found)
        happened: list[tuple[datetime | None, int, Any]] = [
            (lines[0].at, lines[0].number, partial(self.place, lines)) for lines in sales.values()
        ]
        happened += [
            (found[0].line.at, found[0].line.number, partial(self.cancel, found))
            for found in cancels.values()
        ]
        for _, _, do in sorted(happened, key=lambda one: one[:2]):
            do()

    def place(self, lines: Sequence[TradeLine]) -> None:
        """Place an invoice as an order of its customer, at the invoice's prices."""
        invoice = lines[0].invoice
        body = {
            "buyer": lines[0].customer,
            "lines": [
                {"sku": line.code, "quantity": _text(line.quantity), "price": _text(line.price)}
                for line in lines
            ],
            "payment": {"method": "transfer"},
            "reference": invoice,
        }
        answer = self.representative.post("/orders", body, Idempotency_Key=f"invoice-{invoice}")
        assert answer.status == 201, (invoice, answer.body)
        (order,) = answer["orders"]
        assert Decimal(order["total"]) == sum((_amount(line) for line in lines), ZERO), invoice
        self.placed[invoice] = answer
        for position, line in enumerate(lines, start=1):
            self.places[line.number] = (order["number"], position)
            self.left[line.number] = line.quantity or ZERO
        if len(self.placed) % 40 == 1:
            # The answer was lost, the house asks again: it is the same order.
            again = self.representative.post("/orders", body, Idempotency_Key=f"invoice-{invoice}")
            assert again.body == answer.body

    def cancel(self, found: Sequence[Cancels]) -> None:
        """Apply a cancelled invoice to the orders it takes from: one with nothing left is cancelled, others changed."""
        taken: dict[str, dict[int, Decimal]] = defaultdict(dict)
        for one in found:
            self.cancelled_lines += 1
            for sale, quantity in one.of:
                number, position = self.places[sale.number]
                self.left[sale.number] -= quantity
                taken[number][position] = self.left[sale.number]
        reason = f"{found[0].line.invoice}"
        for number, left in taken.items():
            if any(self.left[row] for row, place in self.places.items() if place[0] == number):
                self._change(number, left, reason, found[0].line.customer)
            else:
                answer = self.house.post(f"/orders/{number}/cancellation", {"reason": reason})
                assert (answer.status, answer["state"]) == (200, "cancelled"), answer.body

    def _change(self, number: str, left: dict[int, Decimal], reason: str, customer: str) -> None:
        order = self.house.get(f"/orders/{number}")
        actions = [
            {"kind": "quantity", "line": position, "quantity": plain(quantity)}
            for position, quantity in left.items()
        ]
        body = {"base_version": order["version"], "actions": actions, "reason": reason}
        change = self.house.post(f"/orders/{number}/changes", body)
        assert change.status == 201, change.body
        accepted = self.customer(customer).post(f"/changes/{change['id']}/acceptance")
        assert (accepted.status, accepted["state"]) == (200, "accepted"), accepted.body

    def customer(self, code: str) -> Program:
        """A program of the customer itself, which agrees to changes."""
        if code not in self._customers:
            with acting(self.system):
                buyer = Organisation.objects.get(market_id=self.imported.market.id, code=code)
            email = f"buyer@{code}.example"
            member = add_person(
                self.system, buyer.id, "Buyer", email=email, roles=["buyer-admin"], password="p" * 12
            )
            self._customers[code] = Program(token=make_api_key(self.system, member.id, "story").token)
        return self._customers[code]


def _text(value: Decimal | None) -> str:
    return plain(value or ZERO)


def _amount(line: TradeLine) -> Decimal:
    return (line.quantity or ZERO) * (line.price or ZERO)

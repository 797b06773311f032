"""Any order of answers, shipments, receipts, invoices, payments and cancellations keeps the books right."""

from collections.abc import Callable
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dinghuo.billing.models import Invoice, InvoiceLine
from dinghuo.finance.actions.top_up_prepaid import top_up_prepaid
from dinghuo.finance.models import CreditHold, CreditLine
from dinghuo.finance.queries.pair_spans import pair_spans
from dinghuo.finance.queries.trial_balance import trial_balance
from dinghuo.foundation.errors import Invalid, Refusal
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.declare_lost import declare_lost
from dinghuo.fulfilment.models import Receipt, Shipment
from dinghuo.ordering.actions.accept_change import accept_change
from dinghuo.ordering.actions.cancel_order import cancel_order
from dinghuo.ordering.actions.confirm_order import LineAnswer
from dinghuo.ordering.actions.propose_change import propose_change
from dinghuo.ordering.states import ENDED
from tests.finance.deals import Deal, Line, make_deal
from tests.finance.world import CNY, World, money

LIMIT = Decimal(500)
METHODS = ("credit", "transfer", "prepaid")
#: What happens often stands there several times: else random trade rarely gets as far as an invoice.
MOVES = (
    *("confirm", "ship", "receive", "invoice", "pay") * 4,
    *("change", "lose", "change", "cancel"),
)


class Trade:
    """One deal, and moves in it that take what they find."""

    def __init__(self, world: World, method: str, confirmed: bool, lines: list[tuple[int, int, int]]):
        self.world = world
        rows = [
            Line(str(units), str(Decimal(cents) / 100), tax=str(Decimal(tax) / 100))
            for units, cents, tax in lines
        ]
        self.deal: Deal = make_deal(world, *rows, method=method, confirmed=confirmed)
        self.paid_in = Decimal(0)
        self.changed = False

    def move(self, name: str, a: int, b: int) -> None:
        """Make a move; the business may refuse it."""
        with transaction.atomic():
            try:
                with transaction.atomic():
                    getattr(self, name)(a, b)
            except (Refusal, Invalid):
                pass

    def confirm(self, a: int, b: int) -> None:
        answers = []
        for line in self.deal.lines:
            left = line.counters.pending + line.counters.backordered
            accept = min(left, Decimal(a))
            refuse = min(left - accept, Decimal(b % 3))
            answers.append(LineAnswer(line.position, accept=accept, refuse=refuse, reason="no more"))
        self.deal.confirm(*answers)

    def ship(self, a: int, b: int) -> None:
        self.deal.ship(*[str(min(line.counters.to_ship, Decimal(a + 1))) for line in self.deal.lines])

    def receive(self, a: int, b: int) -> None:
        shipment = self._some(Shipment, a)
        with acting(self.world.system):
            lines = list(shipment.lines.all())
        found = {line.position: line.carried.on_the_way for line in lines}
        parts = []
        for position in range(1, max(found) + 1):
            accepted = min(found.get(position, Decimal(0)), Decimal(b))
            parts.append(
                (position, accepted, found.get(position, Decimal(0)) - accepted if a % 2 else Decimal(0))
            )
        from dinghuo.fulfilment.actions.receive_shipment import LineReceipt, receive_shipment

        rows = [LineReceipt(p, ok, bad) for p, ok, bad in parts if p in found and ok + bad]
        if rows:
            receive_shipment(self.deal.buyer, shipment.number, rows)

    def lose(self, a: int, b: int) -> None:
        declare_lost(self.deal.seller, self._some(Shipment, a).number, "gone")

    def invoice(self, a: int, b: int) -> None:
        self.deal.invoice(self._some(Receipt, a))

    def pay(self, a: int, b: int) -> None:
        amount = Decimal(a * 100 + b) / 100
        if amount:
            self.deal.pay(str(amount))
            self.paid_in += amount

    def cancel(self, a: int, b: int) -> None:
        cancel_order(self.deal.seller, self.deal.number, "enough")

    def change(self, a: int, b: int) -> None:
        order = self.deal.order
        line = self.deal.lines[a % len(self.deal.lines)]
        action = {"kind": "quantity", "line": line.position, "quantity": str(b % 12)}
        proposed = propose_change(self.deal.seller, order.number, order.version, [action], "other numbers")
        accept_change(self.deal.buyer, proposed.id)
        self.changed = True

    def _some(self, model, a: int):
        with acting(self.world.system):
            rows = list(model.objects.filter(order_id=self.deal.order_id).order_by("id"))
        if not rows:
            raise Refusal("none")
        return rows[a % len(rows)]

    def finish(self) -> None:
        """Bring everything to its end: what is on its way arrives, is invoiced and paid; the rest is cancelled."""
        with acting(self.world.system):
            shipments = list(Shipment.objects.filter(order_id=self.deal.order_id))
        for shipment in shipments:
            self._try(lambda shipment=shipment: self.deal.receive(shipment))
        self._try(lambda: cancel_order(self.deal.seller, self.deal.number, "enough"))
        with acting(self.world.system):
            receipts = list(Receipt.objects.filter(order_id=self.deal.order_id))
        for receipt in receipts:
            self.deal.invoice(receipt)
        owed = sum((row.open_amount for row in self.deal.invoices), Decimal(0))
        if owed:
            self.pay(int(owed), int(owed * 100) % 100)

    def _try(self, work: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                work()
        except Refusal:
            pass


def books_are_right(world: World, trades: list[Trade], topped_up: Decimal) -> None:
    with acting(world.system):
        assert trades[0].deal.faults() == []
        book = trial_balance(world.system)
        for debit, credit in book.totals().values():
            assert debit == credit
        accounts = {account.kind: account.balance for account in book.accounts}
        unpaid = sum(
            (row.open_amount for row in Invoice.objects.filter(market_id=world.market_id)), Decimal(0)
        )
        assert accounts.get("receivable", 0) == unpaid
        assert accounts.get("bank", 0) == topped_up + sum(trade.paid_in for trade in trades)
        line = CreditLine.objects.get(market_id=world.market_id)
        holds = list(CreditHold.objects.filter(line=line))
        assert (line.ordered, line.shipped, line.invoiced) == tuple(
            sum((getattr(hold, name) for hold in holds), Decimal(0))
            for name in ("ordered", "shipped", "invoiced")
        )
        assert line.used <= LIMIT
    for trade in trades:
        order = trade.deal.order
        assert order.paid <= order.payable or trade.deal.advance == 0
        with acting(world.system):
            for row in trade.deal.lines:
                billed = InvoiceLine.objects.filter(order_line=row)
                assert sum((part.quantity for part in billed), Decimal(0)) == row.invoiced
                if row.invoiced and row.invoiced == row.ordered and not trade.changed:
                    assert sum((part.total for part in billed), Decimal(0)) == row.total
                    assert sum((part.tax for part in billed), Decimal(0)) == row.tax


lines = st.lists(
    st.tuples(st.integers(1, 7), st.integers(0, 9000)).flatmap(
        lambda pair: st.tuples(st.just(pair[0]), st.just(pair[1]), st.integers(0, pair[1] // 8))
    ),
    min_size=1,
    max_size=2,
)
terms = st.tuples(st.sampled_from(METHODS), st.booleans(), lines)
happenings = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(MOVES), st.integers(0, 9), st.integers(0, 99)),
    min_size=6,
    max_size=24,
)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(terms, terms, happenings)
def test_whatever_happens_the_books_are_right(django_db_setup, django_db_blocker, one, two, happened):
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        world.credit(str(LIMIT))
        top_up_prepaid(world.finance_of(world.seller), world.buyer.id, CNY, money("1000"))
        trades = [Trade(world, *one), Trade(world, *two)]
        for which, name, a, b in happened:
            trades[which].move(name, a, b)
        books_are_right(world, trades, Decimal(1000))
        for trade in trades:
            trade.finish()
        books_are_right(world, trades, Decimal(1000))
        for trade in trades:
            order = trade.deal.order
            billed = sum((row.total for row in trade.deal.invoices), Decimal(0))
            assert order.paid == order.payable == billed
            assert (order.payment_state, order.state in ENDED) == ("paid", True)
        with acting(world.system):
            # No document is closed with credit in use (mistakes 18), and no money is left hanging.
            assert CreditLine.objects.get(market_id=world.market_id).used == 0
            balances = {account.kind: account.balance for account in trial_balance(world.system).accounts}
            assert balances.get("receivable", 0) == balances.get("advance", 0) == 0
            sold = -balances.get("sales", Decimal(0)) - balances.get("tax-payable", Decimal(0))
            assert balances["bank"] - sold == -balances["prepaid"]
            (span,) = pair_spans(
                world.system,
                trades[0].deal.order.placed_at.replace(year=2000),
                trades[0].deal.order.placed_at.replace(year=2100),
            )
            assert span.closing == balances["prepaid"]
        transaction.set_rollback(True)

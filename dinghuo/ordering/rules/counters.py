"""The quantities of a line, their laws, and what each step does to them (semantics 4.2, in base units)."""

from dataclasses import dataclass, fields, replace
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True)
class Counters:
    """Where the units of one line are. `cancelled_early` were cancelled before the seller's answer, `cancelled_late`
    after it."""

    ordered: Decimal = ZERO
    confirmed: Decimal = ZERO
    refused: Decimal = ZERO
    cancelled_early: Decimal = ZERO
    backordered: Decimal = ZERO
    allocated: Decimal = ZERO
    cancelled_late: Decimal = ZERO
    shipped: Decimal = ZERO
    received: Decimal = ZERO
    lost: Decimal = ZERO
    accepted: Decimal = ZERO
    rejected: Decimal = ZERO
    returned: Decimal = ZERO
    invoiced: Decimal = ZERO

    @property
    def pending(self) -> Decimal:
        """Not answered by the seller yet."""
        return self.ordered - self.confirmed - self.refused - self.cancelled_early

    @property
    def cancelled(self) -> Decimal:
        """Cancelled before or after the seller's answer."""
        return self.cancelled_early + self.cancelled_late

    @property
    def to_ship(self) -> Decimal:
        """Allocated and still in the warehouse."""
        return self.allocated - self.shipped

    @property
    def in_transit(self) -> Decimal:
        """Shipped, and neither received nor lost."""
        return self.shipped - self.received - self.lost

    @property
    def to_come(self) -> Decimal:
        """What the buyer may still receive: `queries/goods_to_come.sql` says the same of many lines."""
        return self.ordered - self.refused - self.cancelled - self.received - self.lost

    @property
    def unshipped(self) -> Decimal:
        """May still be shipped: pending, on back-order or allocated."""
        return self.pending + self.backordered + self.to_ship

    @property
    def payable(self) -> Decimal:
        """What the buyer will owe for if nothing more goes wrong."""
        return self.ordered - self.refused - self.cancelled - self.rejected - self.lost - self.returned


NAMES = tuple(field.name for field in fields(Counters))


def broken_laws(c: Counters) -> list[str]:
    """The laws these quantities break; the database holds the same as CHECK constraints."""
    laws = {
        "no quantity is negative": min(getattr(c, name) for name in NAMES) >= 0,
        "answered <= ordered": c.pending >= 0,
        "confirmed = allocated + backordered + cancelled_late": c.confirmed
        == c.allocated + c.backordered + c.cancelled_late,
        "shipped <= allocated": c.to_ship >= 0,
        "received + lost <= shipped": c.in_transit >= 0,
        "received = accepted + rejected": c.received == c.accepted + c.rejected,
        "returned <= accepted": c.returned <= c.accepted,
        "invoiced <= accepted": c.invoiced <= c.accepted,
    }
    return [law for law, holds in laws.items() if not holds]


def answer(c: Counters, accept: Decimal, backorder: Decimal, refuse: Decimal) -> Counters | None:
    """The seller's answer. It concerns what is pending first, then what is on back-order; None if it is too much.

    Accepting from back-order allocates it; refusing from back-order cancels what had been confirmed; putting on
    back-order what is there already changes nothing but, elsewhere, its date.
    """
    if accept + backorder + refuse > c.pending + c.backordered:
        return None
    parts = {}
    left = c.pending
    for name, wanted in (("refuse", refuse), ("accept", accept), ("backorder", backorder)):
        parts[name] = min(left, wanted)
        left -= parts[name]
    late_accept, late_refuse = accept - parts["accept"], refuse - parts["refuse"]
    return replace(
        c,
        confirmed=c.confirmed + parts["accept"] + parts["backorder"],
        refused=c.refused + parts["refuse"],
        allocated=c.allocated + accept,
        backordered=c.backordered + parts["backorder"] - late_accept - late_refuse,
        cancelled_late=c.cancelled_late + late_refuse,
    )


def cancel(c: Counters, quantity: Decimal | None = None) -> Counters | None:
    """Cancel what is not shipped: pending first, then back-order, then allocated. None if it is too much."""
    quantity = c.unshipped if quantity is None else quantity
    if quantity > c.unshipped:
        return None
    early = min(quantity, c.pending)
    late = quantity - early
    from_backorder = min(late, c.backordered)
    return replace(
        c,
        cancelled_early=c.cancelled_early + early,
        cancelled_late=c.cancelled_late + late,
        backordered=c.backordered - from_backorder,
        allocated=c.allocated - (late - from_backorder),
    )


def resize(c: Counters, ordered: Decimal) -> Counters | None:
    """Change how much is ordered. More is pending; less comes off as in `cancel`, but as never ordered."""
    if ordered >= c.ordered:
        return replace(c, ordered=ordered)
    smaller = cancel(c, c.ordered - ordered)
    if smaller is None:
        return None
    late = smaller.cancelled_late - c.cancelled_late
    return replace(
        smaller,
        ordered=ordered,
        confirmed=c.confirmed - late,
        cancelled_early=c.cancelled_early,
        cancelled_late=c.cancelled_late,
    )


def serve(c: Counters, quantity: Decimal) -> Counters | None:
    """Goods have come for what is on back-order; None if that is less."""
    if quantity > c.backordered:
        return None
    return replace(c, allocated=c.allocated + quantity, backordered=c.backordered - quantity)


def shorten(c: Counters, quantity: Decimal) -> Counters:
    """Goods that were allocated aren't there: they are on back-order again. At most what is still to be shipped."""
    missing = min(quantity, c.to_ship)
    return replace(c, allocated=c.allocated - missing, backordered=c.backordered + missing)


def ship(c: Counters, quantity: Decimal) -> Counters | None:
    """Goods leave the warehouse; None if more than is allocated."""
    return replace(c, shipped=c.shipped + quantity) if quantity <= c.to_ship else None


def receive(c: Counters, accepted: Decimal, rejected: Decimal, lost: Decimal = ZERO) -> Counters | None:
    """Goods arrive and are inspected, or are known to be lost; None if more than is on its way."""
    if accepted + rejected + lost > c.in_transit:
        return None
    return replace(
        c,
        received=c.received + accepted + rejected,
        accepted=c.accepted + accepted,
        rejected=c.rejected + rejected,
        lost=c.lost + lost,
    )


def invoice(c: Counters, quantity: Decimal) -> Counters | None:
    """Accepted goods are invoiced; None if more than was accepted."""
    return replace(c, invoiced=c.invoiced + quantity) if quantity <= c.accepted - c.invoiced else None


def give_back(c: Counters, quantity: Decimal) -> Counters | None:
    """Accepted goods come back; None if more than is with the buyer."""
    return replace(c, returned=c.returned + quantity) if quantity <= c.accepted - c.returned else None

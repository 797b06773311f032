"""The sums of an order, a checkout or an invoice with what they are for: one form wherever they are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.billing.queries.sums import invoice_sums
from dinghuo.ordering.queries.freight_words import freight_words
from dinghuo.ordering.queries.sums import Sums, order_sums, shared_discount
from dinghuo.web.shared.fee_words import ToldFee, told_fees


@dataclass(frozen=True, slots=True)
class Taken:
    """What one promotion took off goods, in the amounts of the sums; the code that opened it, if it needed one."""

    name: str
    code: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Sent:
    """What sending costs, and why; of which seller where there are several."""

    seller: str
    why: Sequence[str]
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ToldSums:
    """The sums with their parts. `orders`: what each seller's order comes to, where there are several; `after`: what is
    told below the total."""

    sums: Sums
    currency: str
    discounts: Sequence[Taken] = ()
    freights: Sequence[Sent] = ()
    fees: Sequence[ToldFee] = ()
    orders: Sequence[tuple[str, Decimal]] = ()
    after: Sequence[tuple[str, Decimal]] = ()


def told_order(order: Any, discounts: Iterable[Any]) -> ToldSums:
    """Of an order that comes with its lines; `discounts`: what each promotion took off it."""
    sums, currency = order_sums(order), order.currency
    freights = (
        [Sent("", freight_words(order.freight_terms, currency), order.freight)] if order.freight_terms else []
    )
    taken = [(each.name, each.code, each.amount) for each in discounts]
    return ToldSums(
        sums,
        currency,
        told_discounts(sums, order.discount, taken, currency),
        freights,
        told_fees(order.fees, currency),
        after=[(_("Owed after what is missing"), order.payable)] if order.payable != order.total else [],
    )


def told_invoice(invoice: Any) -> ToldSums:
    """Of an invoice that comes with its lines, its order and what paid it."""
    currency = invoice.currency
    # What was freed is told: the order says the same.
    is_sent = invoice.freight or (invoice.order.freight_terms and not invoice.order.freight)
    paid = [
        (_("Paid %(number)s") % {"number": each.payment.number}, -each.amount)
        for each in invoice.allocations.all()
    ]
    return ToldSums(
        invoice_sums(invoice),
        currency,
        freights=[Sent("", (), invoice.freight)] if is_sent else [],
        after=[*paid, (_("Open"), invoice.open_amount)],
    )


def told_discounts(
    sums: Sums, discount: Decimal, taken: Sequence[tuple[str, str, Decimal]], currency: str
) -> list[Taken]:
    """What promotions took off (name, code, amount as lists have it) of a `discount`, as the sums show it."""
    shares = shared_discount(sums.discount, discount, [amount for _name, _code, amount in taken], currency)
    return [Taken(name, code, amount) for (name, code, _listed), amount in zip(taken, shares, strict=True)]

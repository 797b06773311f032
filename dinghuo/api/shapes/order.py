"""An order as the API tells it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.utils.translation import get_language
from pydantic import Field

from dinghuo.api.render import day, instant, money, price
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, InstantText, Listed, ProblemAnswer
from dinghuo.api.shapes.event import EventAnswer, event
from dinghuo.api.shapes.freight import FreightAnswer, FreightGapAnswer, freight_shape
from dinghuo.api.shapes.sharing import ShareAnswer, share_shape
from dinghuo.api.shapes.tax import TaxAnswer, tax_shape
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.queries.taxes.told import tax_told
from dinghuo.promotions.queries.discounts_of import LineDiscount, by_promotion
from dinghuo.promotions.queries.find_offers import Near
from dinghuo.promotions.queries.words import near_words, offer_name

#: The counters of a line that the API tells, beside those that it adds up.
COUNTERS = (
    "ordered",
    "confirmed",
    "backordered",
    "refused",
    "allocated",
    "shipped",
    "received",
    "lost",
    "accepted",
    "rejected",
    "returned",
    "invoiced",
)


class QuantitiesAnswer(Answer):
    """Where a line's units are, all in base units.

    ordered = confirmed + refused + pending + cancelled before the answer; confirmed = allocated + backordered +
    cancelled after it; shipped <= allocated; received = accepted + rejected.
    """

    ordered: DecimalText
    pending: DecimalText = Field(description="Not answered by the seller yet.")
    confirmed: DecimalText
    backordered: DecimalText
    refused: DecimalText
    cancelled: DecimalText
    allocated: DecimalText
    shipped: DecimalText
    received: DecimalText
    lost: DecimalText
    accepted: DecimalText
    rejected: DecimalText
    returned: DecimalText
    invoiced: DecimalText


class LineKit(Answer):
    """A kit as it was ordered: all its parts carry the same but for `optional`, and their totals are its price."""

    id: str = Field(description="Tells apart kits of one order.")
    sku: str
    name: str
    unit: str
    quantity: DecimalText = Field(description="Kits, in `unit`, as ordered.")
    pricing: Literal["whole", "parts"]
    optional: bool = Field(description="The part came along because it was asked for.")


class LineAnswer(Answer):
    """A line of an order."""

    line: int = Field(description="The line's number; other calls name the line by it.")
    sku: str
    name: str
    unit: str
    quantity: DecimalText = Field(description="In `unit`, as ordered.")
    base_unit: str
    base_quantity: DecimalText = Field(description="In `base_unit`.")
    unit_price: DecimalText = Field(description="For one `unit`.")
    tax_included: bool = Field(
        description="Whether tax is in `unit_price`, `list_price`, `extended`, `discount`."
    )
    list_price: DecimalText | None = Field(
        description="What the price list said; null where it says nothing."
    )
    extended: DecimalText
    discount: DecimalText
    tax_rate: DecimalText = Field(description="0.13 is 13 %.")
    tax: DecimalText
    taxed: TaxAnswer = Field(description="Whence the rate is, as it was when it was ordered.")
    total: DecimalText = Field(description="What the whole line costs, tax included.")
    quantities: QuantitiesAnswer
    requested_date: DayText | None
    promised_date: DayText | None
    promised: DecimalText = Field(
        description="Of what waits for goods: promised of what is on its way, in base units; in a dry run 0 where"
        " the seller doesn't show how many there are."
    )
    reason: str = Field(description="The seller's reason for its answer.")
    sharing: ShareAnswer | None = Field(
        description="By which rule it got its part of goods that were too few for all, last; null: they weren't."
    )
    kit: LineKit | None = Field(description="The kit that it was ordered as a part of; null: none.")


class PaymentTerms(Answer):
    """How the order is paid."""

    method: str
    term_days: int


class DeliveryAnswer(Answer):
    """Where to and when."""

    address: dict[str, Any]
    requested_date: DayText | None


class FeeAnswer(Answer):
    """What an order costs because its goods came to less than a threshold, or (with `sku`) a line's quantity did."""

    amount: DecimalText = Field(description="Tax included.")
    tax: DecimalText
    tax_rate: DecimalText
    threshold: DecimalText
    total: DecimalText = Field(description="What the goods came to, tax included; of a line its quantity.")
    goods: str = Field(description="Of which goods in the order; empty: of all.")
    sku: str = Field(description="Of the line; empty where it is for the order.")
    unit: str = Field(description="In which `threshold` and `total` of a line count.")
    note: str = Field(description="In the seller's words.")


class LineDiscountAnswer(Answer):
    """A promotion's part of a line's discount."""

    line: int
    amount: DecimalText


class DiscountAnswer(Answer):
    """What one promotion took off an order; the amounts of its lines add up to it."""

    promotion: str = Field(description="Its key.")
    name: str
    code: str = Field(description="The coupon that opened it; empty: it needed none.")
    amount: DecimalText
    lines: list[LineDiscountAnswer]


class NearAnswer(Answer):
    """A promotion that would apply if there were a little more."""

    promotion: str = Field(description="Its key.")
    name: str
    amount: DecimalText | None = Field(description="What is missing of the amount it asks for.")
    quantity: DecimalText | None = Field(
        description="What is missing, in base units of its goods, or of `sku`."
    )
    sku: str | None = Field(description="The article to put in, of a gift or a set.")
    message: str


class OrderAnswer(Answer):
    """An order: one contract between one buyer and one seller."""

    number: str | None = Field(description="Null in a dry run.")
    group: str | None = Field(description="What was placed in one go has one group.")
    type: str
    buyer: str = Field(description="Code of the organisation.")
    buyer_name: str
    seller: str = Field(description="Code of the organisation.")
    seller_name: str
    state: str
    approval: str
    payment_state: str
    delivery_state: str
    cancel_requested: bool
    currency: str
    subtotal: DecimalText
    discount: DecimalText
    discounts: list[DiscountAnswer] = Field(
        description="Which promotions gave the discount, and to which lines."
    )
    freight: DecimalText = Field(description="For being sent, tax included; `freight_terms` say why.")
    freight_terms: FreightAnswer | None = Field(description="Null where nobody charges freight.")
    fee: DecimalText = Field(description="For being small, tax included; `fees` say why.")
    fees: list[FeeAnswer]
    tax: DecimalText
    tax_rounding: Literal["line", "order"] = Field(
        description="Tax rounded line by line, or once for all lines of a rate and shared out to them."
    )
    total: DecimalText
    payable: DecimalText = Field(
        description="The total less what was refused, cancelled, missing or returned."
    )
    paid: DecimalText
    payment: PaymentTerms
    delivery: DeliveryAnswer
    reference: str
    note: str
    placed_at: InstantText
    placed_by: str
    lines: list[LineAnswer]
    events: list[EventAnswer]
    version: int


class OrderPage(Listed):
    """A page of orders, newest first."""

    items: list[OrderAnswer]


class PlacementAnswer(Answer):
    """What was placed: one order per seller."""

    group: str | None
    orders: list[OrderAnswer]
    near: list[NearAnswer] = Field(
        description="In a dry run: promotions that these lines nearly get, at most five; else empty."
    )
    near_free_freight: list[FreightGapAnswer] = Field(
        description="In a dry run: what lacks to be sent for nothing; else empty."
    )


class BatchResult(Answer):
    """What became of one order of a batch, as the call for it alone would have answered."""

    status: int = Field(description="201, or the status of the refusal.")
    body: PlacementAnswer | ProblemAnswer


class BatchAnswer(Answer):
    """One result for each order, in the same places."""

    results: list[BatchResult]


def order_shape(
    order: Any,
    lines: Sequence[Any],
    events: Sequence[Any],
    discounts: Mapping[UUID, Sequence[LineDiscount]],
    numbered: bool = True,
) -> dict[str, Any]:
    """An order with its parties loaded; `discounts` by line; `numbered` is False for one that is only tried."""
    currency = order.currency
    language = get_language()
    return {
        "number": order.number if numbered else None,
        "group": order.group_number if numbered else None,
        "type": order.kind,
        "buyer": order.buyer.code,
        "buyer_name": translated(order.buyer.name, order.buyer.names, language),
        "seller": order.seller.code,
        "seller_name": translated(order.seller.name, order.seller.names, language),
        "state": order.state,
        "approval": order.approval,
        "payment_state": order.payment_state,
        "delivery_state": order.delivery_state,
        "cancel_requested": order.cancel_requested,
        "currency": currency,
        **{name: money(getattr(order, name), currency) for name in AMOUNTS},
        "discounts": _discounts(discounts, lines, currency),
        "freight_terms": freight_shape(order.freight_terms, currency) if order.freight_terms else None,
        "tax_rounding": order.tax_rounding,
        "fees": [_fee(each, currency, language) for each in order.fees],
        "payment": {"method": order.payment_method, "term_days": order.payment_term_days},
        "delivery": {"address": order.delivery_address, "requested_date": day(order.requested_date)},
        "reference": order.reference,
        "note": order.note,
        "placed_at": instant(order.placed_at),
        "placed_by": order.placed_by_name,
        "lines": [_line(line, currency, language) for line in lines],
        "events": [event(row) for row in events],
        "version": order.version,
    }


AMOUNTS = ("subtotal", "discount", "freight", "fee", "tax", "total", "payable", "paid")


def _discounts(
    found: Mapping[UUID, Sequence[LineDiscount]], lines: Sequence[Any], currency: str
) -> list[dict[str, Any]]:
    positions = {line.id: line.position for line in lines}
    return [
        {
            "promotion": each.key,
            "name": each.name,
            "code": each.code,
            "amount": money(each.amount, currency),
            "lines": [
                {"line": positions[part.line_id], "amount": money(part.amount, currency)}
                for part in each.parts
            ],
        }
        for each in by_promotion(found, positions)
    ]


def near_shape(near: Near, skus: Mapping[UUID, str], currency: str) -> dict[str, Any]:
    """What a basket lacks for a promotion."""
    return {
        "promotion": near.offer.key,
        "name": offer_name(near.offer),
        "amount": money(near.amount, currency) if near.amount else None,
        "quantity": plain(near.units) if near.units else None,
        "sku": skus.get(near.variant_id) if near.variant_id else None,
        "message": near_words(near, currency),
    }


def _fee(kept: Mapping[str, Any], currency: str, language: str | None) -> dict[str, Any]:
    amounts = {name: money(Decimal(kept[name]), currency) for name in ("amount", "tax", "threshold", "total")}
    line = {"sku": kept.get("sku", ""), "unit": kept.get("unit", "")}
    if line["sku"]:
        amounts |= {name: plain(Decimal(kept[name])) for name in ("threshold", "total")}
    note = translated(kept["note"], kept["notes"], language)
    goods = translated(kept.get("goods", ""), kept.get("goods_names") or {}, language)
    return amounts | line | {"goods": goods, "tax_rate": kept["tax_rate"], "note": note}


def _line(line: Any, currency: str, language: str | None) -> dict[str, Any]:
    return {
        "line": line.position,
        "sku": line.sku,
        "name": translated(line.name, line.names, language),
        "unit": line.unit,
        "quantity": plain(line.quantity),
        "base_unit": line.base_unit,
        "base_quantity": plain(line.quantity * line.factor),
        "unit_price": price(line.unit_price, currency),
        "tax_included": line.tax_included,
        "list_price": None if line.list_price is None else price(line.list_price, currency),
        "extended": money(line.extended, currency),
        "discount": money(line.discount, currency),
        "tax_rate": plain(line.tax_rate),
        "tax": money(line.tax, currency),
        "taxed": tax_shape(tax_told(line.explanation, line.tax_rate)),
        "total": money(line.total, currency),
        "quantities": _quantities(line),
        "requested_date": day(line.requested_date),
        "promised_date": day(line.promised_date),
        "promised": plain(line.promised),
        "reason": line.answer_reason,
        "sharing": share_shape(line.sharing),
        "kit": _kit(line.kit, language) if line.kit else None,
    }


def _kit(kept: Mapping[str, Any], language: str | None) -> dict[str, Any]:
    told = {name: kept[name] for name in ("id", "sku", "unit", "quantity", "pricing")}
    named = {"name": translated(kept["name"], kept["names"], language)}
    return told | named | {"optional": kept.get("optional", False)}


def _quantities(line: Any) -> dict[str, str]:
    told = {name: plain(getattr(line, name)) for name in COUNTERS}
    told["pending"] = plain(line.ordered - line.confirmed - line.refused - line.cancelled_early)
    told["cancelled"] = plain(line.cancelled_early + line.cancelled_late)
    return told


def by_subject(rows: Iterable[Any]) -> Mapping[UUID, list[Any]]:
    """Events by the document they happened to."""
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.subject_id, []).append(row)
    return found

"""The one table of what news says, written in the language of whoever reads it: on screen when it is read, in an e-mail
when it is sent."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from dinghuo.foundation import formats
from dinghuo.foundation.fields import translated
from dinghuo.foundation.goods_told import goods_told

if TYPE_CHECKING:
    # Only the stubs know the class of a lazy text.
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise

#: A kind of news, its title and what stands below. `{number}`, `{buyer}` and the like stand for what the news keeps.
NEWS: "Mapping[str, tuple[Text, Text]]" = {
    "approval.wanted": (
        _("Order {number} waits for your approval"),
        _("{who} ordered for {total} from {seller}."),
    ),
    "order.to_answer": (_("New order {number} from {buyer}"), _("{total}, to be answered.")),
    "order.approved": (_("Order {number} was approved by {who}"), "{why}"),
    "order.approval_refused": (_("Order {number} was not approved by {who}"), "{why}"),
    "order.confirmed": (_("{seller} answered order {number}"), "{why}"),
    "order.short": (
        _("Goods of order {number} are missing"),
        _("{seller} found less in stock than was promised: {text}. It is on back-order."),
    ),
    "order.short_here": (
        _("Order {number} from {buyer} is short"),
        _("A count found less: {text}. Answer the order again when goods have come."),
    ),
    "lot.recalled": (
        _("Recall: {product}, lot {lot}"),
        _("You have got {amount_here} of it. Put it aside and don’t sell it. {why}"),
    ),
    "lot.recalled_here": (_("Recall of your goods: {product}, lot {lot}"), _("{who}: {why}")),
    "lot.recalled_kept": (
        _("Recall of goods that you keep: {product}, lot {lot}"),
        _("{amount_here} of it lie with you. Put them aside; nothing of it is picked or sent. {why}"),
    ),
    "lot.recall_lifted_kept": (
        _("The recall of {product}, lot {lot} is lifted"),
        _("{amount_here} of it lie with you, and are for sale again. {why}"),
    ),
    "lot.recall_lifted": (
        _("The recall of {product}, lot {lot} is lifted"),
        _("What you have of it may be sold again. {why}"),
    ),
    "lot.recall_lifted_here": (_("The recall of {product}, lot {lot} is lifted"), _("{who}: {why}")),
    "order.served": (_("Goods have come for order {number}"), "{text}"),
    "order.served_here": (_("Goods have come for order {number} of {buyer}"), "{text}"),
    "order.repromised": (
        _("Goods of order {number} come on another day"),
        _("{seller}: {text}. {why}"),
    ),
    "order.cancelled": (_("Order {number} was cancelled by {who}"), "{why}"),
    "order.cancellation_requested": (_("{buyer} asks to cancel order {number}"), "{why}"),
    "order.change_proposed": (_("A change of order {number} is proposed"), "{why}"),
    "order.change_accepted": (_("The change of order {number} was accepted"), ""),
    "order.change_declined": (_("The change of order {number} was declined"), "{why}"),
    "order.message_sent": (_("{who} wrote on order {number}"), "{text}"),
    "order.shipped": (
        _("{seller} shipped goods of order {number}"),
        _("Shipment {shipment} {tracking_number}"),
    ),
    "shipment.received": (_("{buyer} received goods of order {number}"), _("Shipment {shipment}")),
    "shipment.lost": (_("Goods of order {number} were lost"), _("Shipment {shipment}: {why}")),
    "invoice.issued": (_("Invoice {invoice} for order {number}"), _("{amount}, due on {due_on}.")),
    "payment.reported": (_("{buyer} reports a payment for order {number}"), "{amount} {reference}"),
    "payment.received": (_("Your payment for order {number} has been found"), "{amount} {reference}"),
    "payment.refused": (_("Your payment for order {number} was not found"), "{amount} {why}"),
    "version.submitted": (_("{who} submitted {product}"), _("Look at it and approve it, or say why not.")),
    "version.approved": (_("{product} is approved"), _("Buyers see it like this from now on.")),
    "version.rejected": (_("{product} was sent back"), "{why}"),
    "offers.proposed": (
        _("{who} offers goods that others sell already: {count}"),
        _("Look whether they are the same, and agree or say why not."),
    ),
    "proposal.accepted": (_("You sell {product} now"), _("Your code {own} names it in your sheets.")),
    "proposal.declined": (_("{own} isn’t {product}"), "{why}"),
    "variants.merged": (
        _("{merged} is {product} from now on"),
        _(
            "Your offer, its prices, what you ask of customers and your free stock stand under {kept};"
            " what you had said of {kept} itself counts first. Orders stay as they are."
        ),
    ),
    "qualification.submitted": (
        _("{who} sent in a paper: {paper} {number}"),
        _("Look at it and accept it, or say why not."),
    ),
    "qualification.accepted": (_("{paper} {number} is accepted"), "{product}"),
    "qualification.rejected": (_("{paper} {number} was sent back"), "{why}"),
    "qualification.withdrawn": (_("{paper} {number} doesn’t count any more"), "{why}"),
    "qualification.expiring": (
        _("{paper} {number} ends on {until}"),
        _("Send in the new one before. {product}"),
    ),
    "qualification.expired": (
        _("{paper} {number} has expired on {until}"),
        _("What needs it isn’t sold any more. {product}"),
    ),
    "price_list.outside": (
        _("Prices outside the band: {count}"),
        _("{text}: {list} or the band has changed. They stay as they are until you change them."),
    ),
    "manual_price.waiting": (
        _("{who} asks for a price below the floor: {number}"),
        _("{text} for {buyer}. Agree to it, or say why not."),
    ),
    "manual_price.approved": (_("The price {number} counts"), _("{text} for {buyer}. {why}")),
    "manual_price.declined": (_("The price {number} was declined"), _("{text} for {buyer}: {why}")),
    "contract.signed": (_("Contract {number} with {seller} is signed"), "{text}"),
    "contract.ending": (
        _("Contract {number} with {buyer} ends on {until}"),
        _("{text}: extend it before, or its prices end with it."),
    ),
    "level.granted": (
        _("Your level is {level} now"),
        _("Its prices and benefits count from now on. {why}"),
    ),
    "level.gone": (_("{before} has ended"), _("Your prices are those without a level. {why}")),
    "level.ending": (
        _("{level} is yours until {until}"),
        _("{then} follows, unless purchases earn it again. The page of your level says what lacks."),
    ),
    "level.ending_without": (
        _("{level} is yours until {until}"),
        _("No level follows, unless purchases earn it again. The page of your level says what lacks."),
    ),
    "replenishment.proposed": (
        _("{low} articles run low"),
        _("{count} proposals wait to be ordered."),
    ),
    "consignment.proposed": (
        _("{who} proposes {number}"),
        _("Goods in the warehouse of the one that are the other’s. Agree, or say why not."),
    ),
    "consignment.agreed": (_("{who} agrees to {number}"), _("Goods may come in from its first day.")),
    "consignment.declined": (_("{who} declines {number}"), "{why}"),
    "consignment.ended": (
        _("{who} has ended {number}"),
        _("Nothing more comes in; what lies there stays its owner’s. {why}"),
    ),
    "stock.differs": (
        _("The book of stock is wrong: {count} balances"),
        _(
            "They aren’t the sums of their movements: {text}. Count them, and look who wrote past the program."
        ),
    ),
    "registration.buyer": (
        _("{company} wants to buy"),
        _("Look at the registration and admit the company, or say why not."),
    ),
    "registration.supplier": (
        _("{company} wants to supply"),
        _("Look at the registration and admit the company, or say why not."),
    ),
}
_MONEY, _DAYS = ("total", "amount"), ("due_on", "until")
_NAMES = ("buyer", "seller", "paper", "product", "level", "before", "then", "list")


class _Kept(dict[str, str]):
    """What news keeps, as text; what it doesn't keep is left out of the sentence."""

    def __missing__(self, name: str) -> str:
        return ""


def write(kind: str, data: Mapping[str, Any]) -> tuple[str, str]:
    """Title and body of news in the active language; both empty for a kind that isn't in the table any more."""
    title, body = NEWS.get(kind, ("", ""))
    kept = _Kept({name: _text(name, data) for name in data})
    return str(title).format_map(kept), str(body).format_map(kept).strip(" :：")


def _text(name: str, data: Mapping[str, Any]) -> str:
    value = data[name]
    if name == "text" and data.get("goods"):
        return goods_told(data["goods"], str(value or ""))
    if name in _NAMES:
        return translated(value, data.get(f"{name}_names"))
    if name in _MONEY and value:
        return _money(value, data.get("currency", ""))
    if name in _DAYS and (day := parse_date(str(value or ""))):
        return formats.day(day)
    return str(value or "")


def _money(value: Any, currency: str) -> str:
    try:
        return str(formats.money(Decimal(value), currency))
    except InvalidOperation:
        return str(value)

"""Says what orders, or some goods in them, must come to, should come to, and what it costs if they don't."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.catalogue.states import TermWhom
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.steps.name_terms import named_goods, named_storefront, named_whom, whose_orders
from dinghuo.organisations.events import OrderMinimumSaved
from dinghuo.organisations.models import Market, OrderMinimum
from dinghuo.organisations.queries.storefronts import home_storefront
from dinghuo.organisations.steps.read_contact import read_text

SAVE = "organisations.save_order_minimum"
MOST = Decimal(10) ** 12
AMOUNTS = ("least", "threshold", "fee", "fee_percent", "fee_tax_rate")
WHOM = {"buyer": TermWhom.BUYER, "group": TermWhom.GROUP, "level": TermWhom.LEVEL}


@dataclass(frozen=True)
class MinimumInput:
    """Whose orders (`seller`, by code; empty: all that is ordered in one go), of whom (`buyer` by code, or `group` or
    `level` by key), of which goods in them (`product` by code, or `category` by key), where (`storefront`, by key);
    empty for any. Amounts include tax, in the currency of the storefront; `fee_tax_rate` 0.13 is 13 %."""

    seller: str = ""
    buyer: str = ""
    storefront: str = ""
    least: Decimal = Decimal(0)
    threshold: Decimal = Decimal(0)
    fee: Decimal = Decimal(0)
    fee_percent: Decimal = Decimal(0)
    fee_tax_rate: Decimal = Decimal(0)
    note: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    level: str = ""
    product: str = ""
    category: str = ""

    @property
    def named(self) -> bool:
        """Whether it is about some customers or goods only: then it may say that nothing is asked."""
        return any((self.buyer, self.group, self.level, self.product, self.category))


def save_order_minimum(actor: Actor, wanted: MinimumInput) -> OrderMinimum:
    """Make the agreement for this seller, these customers and goods, and this storefront, or change it.

    Who sees the whole market may for everybody; a seller for its own orders; who runs storefronts also for all that is
    ordered there. Raises Invalid with every fault. Orders that are placed keep what they were placed with.
    """
    require(actor, SAVE)
    faults = Faults()
    _check_amounts(faults, wanted)
    note = read_text(faults, "note", wanted.note, 200, required=False)
    with acting(actor):
        seller = whose_orders(actor, faults, wanted.seller, wanted.storefront)
        shop = named_storefront(actor, faults, wanted.storefront, own=not wanted.seller)
        about = _whom(actor, faults, wanted) | named_goods(actor, faults, wanted.product, wanted.category)
        faults.raise_any()
        if wanted.group or wanted.level or wanted.product or wanted.category:
            # What the buyer's terms don't tell is asked for where the market says that there is any.
            Market.objects.filter(id=actor.market_id, order_terms=False).update(order_terms=True)
        row, _made = OrderMinimum.objects.update_or_create(
            market_id=actor.market_id,
            currency=(shop or home_storefront(actor)).currency,
            seller=seller,
            storefront=shop,
            **about,
            defaults={name: getattr(wanted, name) for name in AMOUNTS}
            | {"note": note, "notes": {key: text for key, text in wanted.notes.items() if text}},
        )
        told = {name: str(value) for name, value in asdict(wanted).items() if name != "notes"}
        parties = [each for each in (row.seller_id, row.buyer_id) if each]
        record(actor, OrderMinimumSaved(row.id, wanted.seller or wanted.storefront, parties, told))
    return row


def _whom(actor: Actor, faults: Faults, wanted: MinimumInput) -> dict[str, Any]:
    """The columns that say of whom it is asked."""
    given = {name: word for name in WHOM if (word := getattr(wanted, name))}
    if len(given) > 1:
        faults.add("group", "one-of", _("One customer, a group or a level."))
    found = {f"{name}_id": named_whom(actor, faults, WHOM[name], word, name) for name, word in given.items()}
    return {f"{name}_id": None for name in WHOM} | found


def _check_amounts(faults: Faults, wanted: MinimumInput) -> None:
    for name in AMOUNTS:
        amount = getattr(wanted, name)
        if not amount.is_finite() or not 0 <= amount < MOST:
            faults.add(name, "negative", _("An amount is zero or more."))
    if faults:
        return
    if wanted.threshold and wanted.threshold <= wanted.least:
        faults.add("threshold", "order", _("It must lie above what orders start at."))
    if (wanted.fee or wanted.fee_percent) and not wanted.threshold:
        faults.add("threshold", "required", _("Say below what the fee is charged."))
    if wanted.fee and wanted.fee_percent:
        faults.add("fee_percent", "one-of", _("Either an amount or a share."))
    if wanted.fee_percent > 100:
        faults.add("fee_percent", "share", _("At most 100 %."))
    if wanted.fee_tax_rate >= 1:
        faults.add("fee_tax_rate", "share", _("Enter the tax rate as a share: 0.13 for 13 %."))
    # Of some customers or goods it may say that nothing is asked, whatever is of others.
    if not wanted.least and not wanted.threshold and not wanted.named:
        faults.add("least", "required", _("Say what orders start at, or what they should come to."))

"""The order: one contract between one buyer and one seller, with the quantities of its lines as the truth."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import (
    AmountField,
    CurrencyField,
    PriceField,
    QuantityField,
    TranslationsField,
)
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party
from dinghuo.ordering.rules.counters import Counters
from dinghuo.ordering.states import Approval, DeliveryState, OrderState, PaymentState

ORGANISATION = "organisations.Organisation"


def _organisation() -> models.ForeignKey:
    return models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+", db_index=False)


class OrderGroup(MarketRow):
    """What a buyer placed in one go: one order per seller."""

    isolation = by_party("buyer_id")

    number = models.CharField(max_length=20)
    buyer = _organisation()
    placed_by = models.ForeignKey(
        "organisations.Person", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    placed_at = models.DateTimeField(default=now)
    reference = models.CharField(max_length=100, blank=True)
    total = AmountField()
    currency = CurrencyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="order_group_number_once")
        ]


class Order(MarketRow):
    """One buyer, one seller. `state`, `delivery_state` and `payment_state` are derived from quantities and money."""

    isolation = by_party("buyer_id", "seller_id")

    number = models.CharField(max_length=20)
    group = models.ForeignKey(OrderGroup, on_delete=models.PROTECT, related_name="orders", db_index=False)
    group_number = models.CharField(max_length=20)
    kind = models.CharField(max_length=20, default="standard")
    buyer = _organisation()
    seller = _organisation()
    storefront = models.ForeignKey(
        "organisations.Storefront", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    state = models.CharField(max_length=20, choices=[(s, s) for s in OrderState])
    approval = models.CharField(
        max_length=20, choices=[(s, s) for s in Approval], default=Approval.NOT_NEEDED
    )
    delivery_state = models.CharField(
        max_length=20, choices=[(s, s) for s in DeliveryState], default=DeliveryState.NONE
    )
    payment_state = models.CharField(
        max_length=20, choices=[(s, s) for s in PaymentState], default=PaymentState.UNPAID
    )
    cancel_requested = models.BooleanField(default=False)

    currency = CurrencyField()
    subtotal = AmountField()
    discount = AmountField(default=Decimal(0))
    freight = AmountField(default=Decimal(0), help_text="For being sent, its tax included.")
    freight_tax = AmountField(default=Decimal(0), db_default=Decimal(0))
    freight_terms = models.JSONField(
        default=dict, db_default={}, help_text="What the freight is for (rules/freight.py)."
    )
    fee = AmountField(
        default=Decimal(0), db_default=Decimal(0), help_text="For being small, its tax included."
    )
    fee_tax = AmountField(default=Decimal(0), db_default=Decimal(0))
    fees = models.JSONField(default=list, db_default=[], help_text="What the fee is for (rules/minimums.py).")
    tax = AmountField()
    tax_rounding = models.CharField(
        max_length=5,
        default="line",
        db_default="line",
        help_text="Line by line, or once for the whole order.",
    )
    shown_tax = models.CharField(
        max_length=8,
        blank=True,
        default="",
        db_default="",
        help_text="Prices were shown with their tax, without, or (empty) as lists have them.",
    )
    total = AmountField()
    payable = AmountField(help_text="What is owed once the missing, refused and returned is taken off.")
    paid = AmountField(default=Decimal(0))

    payment_method = models.CharField(max_length=20)
    payment_term_days = models.PositiveSmallIntegerField(default=0)
    credit_line_id = models.UUIDField(null=True)
    reference = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    delivery_address = models.JSONField(default=dict)
    requested_date = models.DateField(null=True)

    placed_by = models.ForeignKey(
        "organisations.Person", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    placed_by_name = models.CharField(max_length=200, blank=True)
    placed_by_organisation = models.ForeignKey(
        ORGANISATION, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    placed_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "number"], name="order_number_once"),
            models.CheckConstraint(
                condition=Q(
                    subtotal__gte=0, discount__gte=0, freight__gte=0, tax__gte=0, total__gte=0, paid__gte=0
                ),
                name="order_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(fee_tax__gte=0) & Q(fee__gte=F("fee_tax")), name="order_fee_holds_its_tax"
            ),
            models.CheckConstraint(
                condition=Q(freight_tax__gte=0) & Q(freight__gte=F("freight_tax")),
                name="order_freight_holds_its_tax",
            ),
        ]
        indexes = [
            models.Index(fields=["market_id", "buyer", "-id"], name="order_by_buyer"),
            models.Index(fields=["market_id", "seller", "-id"], name="order_by_seller"),
            models.Index(fields=["market_id", "state", "-id"], name="order_by_state"),
            models.Index(fields=["market_id", "group"], name="order_by_group"),
            models.Index(fields=["market_id", "placed_at"], name="order_by_time"),
            # Few at any time, among all that ever were.
            models.Index(
                fields=["market_id", "-id"],
                name="order_to_approve",
                condition=Q(approval=Approval.PENDING.value),
            ),
            models.Index(
                fields=["market_id", "-id"], name="order_to_cancel", condition=Q(cancel_requested=True)
            ),
        ]

    @property
    def region(self) -> str:
        """The code of the region in which the goods are delivered (GB/T 2260); empty where it isn't known."""
        return str(self.delivery_address.get("region_code") or "")

    @property
    def charges(self) -> Decimal:
        """What it costs beside its goods, tax included: freight, and the fee for being small."""
        return self.freight + self.fee

    @property
    def charges_tax(self) -> Decimal:
        """The tax in that."""
        return self.freight_tax + self.fee_tax

    @property
    def freed(self) -> Decimal:
        """What promotions took off its freight."""
        return Decimal(self.freight_terms.get("freed", 0))


class OrderLine(MarketRow):
    """A line of an order: what was entered, what it costs and why, and where its units are (base units)."""

    isolation = by_party("buyer_id", "seller_id")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines", db_index=False)
    buyer = _organisation()
    seller = _organisation()
    position = models.PositiveIntegerField()
    variant = models.ForeignKey(
        "catalogue.Variant", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sku = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    names = TranslationsField()
    stocked = models.BooleanField(default=True, help_text="False for services, which no warehouse holds.")

    unit = models.CharField(max_length=20)
    base_unit = models.CharField(max_length=20)
    factor = QuantityField(help_text="Base units in one `unit`.")
    quantity = QuantityField(help_text="In `unit`, as entered.")
    unit_price = PriceField(help_text="For one `unit`.")
    list_price = PriceField(
        null=True, help_text="What the price list says, where a person gave another price."
    )
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4, default=Decimal(0))
    tax_included = models.BooleanField(default=True)
    extended = AmountField()
    discount = AmountField(default=Decimal(0))
    tax = AmountField()
    total = AmountField(help_text="What the buyer owes for the whole line, tax included.")
    explanation = models.JSONField(default=list)
    routing = models.JSONField(
        default=dict,
        db_default={},
        help_text="Which warehouses serve it and why, where its seller has rules: version, parts.",
    )
    sharing = models.JSONField(
        default=dict,
        db_default={},
        help_text="By which rule it got its part of goods too few for all, last (rules/sharing_note.py).",
    )
    requested_date = models.DateField(null=True)
    promised_date = models.DateField(null=True)
    answer_reason = models.CharField(max_length=300, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", db_index=False
    )

    kit = models.JSONField(
        null=True,
        help_text="The kit that it is a part of, as it was ordered (rules/kits.py); the same in all its parts.",
    )

    ordered = QuantityField()
    confirmed = QuantityField(default=Decimal(0))
    refused = QuantityField(default=Decimal(0))
    cancelled_early = QuantityField(default=Decimal(0))
    backordered = QuantityField(default=Decimal(0))
    allocated = QuantityField(default=Decimal(0))
    cancelled_late = QuantityField(default=Decimal(0))
    shipped = QuantityField(default=Decimal(0))
    received = QuantityField(default=Decimal(0))
    lost = QuantityField(default=Decimal(0))
    accepted = QuantityField(default=Decimal(0))
    rejected = QuantityField(default=Decimal(0))
    returned = QuantityField(default=Decimal(0))
    invoiced = QuantityField(default=Decimal(0))
    invoiced_total = AmountField(
        null=True, help_text="What was invoiced of it, tax included; empty where that is what the line says."
    )
    held = QuantityField(default=Decimal(0), help_text="Reserved for this line in the book of stock.")
    promised = QuantityField(
        default=Decimal(0),
        db_default=Decimal(0),
        help_text="Of what waits for goods: promised of what is on its way.",
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["market_id", "order", "position"], name="order_line_once"),
            models.CheckConstraint(
                name="order_line_quantities_not_negative",
                condition=Q(
                    ordered__gte=0,
                    confirmed__gte=0,
                    refused__gte=0,
                    cancelled_early__gte=0,
                    backordered__gte=0,
                    allocated__gte=0,
                    cancelled_late__gte=0,
                    shipped__gte=0,
                    lost__gte=0,
                    accepted__gte=0,
                    rejected__gte=0,
                    returned__gte=0,
                    invoiced__gte=0,
                    held__gte=0,
                ),
            ),
            models.CheckConstraint(
                name="order_line_answered_within_ordered",
                condition=Q(ordered__gte=F("confirmed") + F("refused") + F("cancelled_early")),
            ),
            models.CheckConstraint(
                name="order_line_confirmed_is_placed",
                condition=Q(confirmed=F("allocated") + F("backordered") + F("cancelled_late")),
            ),
            models.CheckConstraint(
                name="order_line_shipped_within_allocated", condition=Q(shipped__lte=F("allocated"))
            ),
            models.CheckConstraint(
                name="order_line_arrived_within_shipped", condition=Q(shipped__gte=F("received") + F("lost"))
            ),
            models.CheckConstraint(
                name="order_line_received_is_inspected", condition=Q(received=F("accepted") + F("rejected"))
            ),
            models.CheckConstraint(
                name="order_line_returned_within_accepted", condition=Q(returned__lte=F("accepted"))
            ),
            models.CheckConstraint(
                name="order_line_invoiced_within_accepted", condition=Q(invoiced__lte=F("accepted"))
            ),
        ]
        indexes = [models.Index(fields=["market_id", "variant", "-id"], name="order_line_by_variant")]

    @property
    def waiting(self) -> Decimal:
        """What may still be shipped and isn't in stock for it, in base units; zero for services."""
        return max(self.counters.unshipped - self.held, Decimal(0)) if self.stocked else Decimal(0)

    @property
    def counters(self) -> Counters:
        """The line's quantities as a value for the rules."""
        return Counters(**{name: getattr(self, name) for name in Counters.__dataclass_fields__})


class LineMove(MarketRow):
    """One change of one quantity of a line: the log behind the counters, in base units, never changed."""

    isolation = by_party("buyer_id", "seller_id", insert_only=True)

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="+", db_index=False)
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="moves", db_index=False)
    buyer = _organisation()
    seller = _organisation()
    kind = models.CharField(max_length=20, help_text="The counter's name.")
    quantity = QuantityField(help_text="May be negative: a change took it back.")
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=40, blank=True, help_text="The number of the paper it came with.")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["market_id", "line", "id"], name="line_move_by_line")]

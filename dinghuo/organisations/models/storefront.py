"""A storefront: who sells to whom, under which host, looks and policies; and the customers who order in it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dinghuo.foundation.fields import AmountField, CurrencyField, TranslationsField, translated
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.organisation import Organisation
from dinghuo.organisations.models.person import Person
from dinghuo.organisations.states import GuestPolicy


class Storefront(MarketRow):
    """A place where buyers order. It is found by its host, by /s/<key>, or because it is the buyer's own."""

    isolation = by_market(gate=True)

    key = models.SlugField(max_length=40, db_index=False)
    host = models.CharField(max_length=200, blank=True, help_text="Without port; empty: by key only.")
    name = models.CharField(max_length=100)
    names = TranslationsField()
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="storefronts", db_index=False)
    accent = models.CharField(max_length=7, blank=True, help_text="#rrggbb; empty: the market's.")
    logo = models.ImageField(upload_to="logos/", blank=True)
    languages = ArrayField(models.CharField(max_length=10), help_text="The first is the default.")
    currency = CurrencyField()
    guest_policy = models.CharField(max_length=10, default=GuestPolicy.NOTHING.value)
    payment_methods = ArrayField(models.CharField(max_length=10))
    minimum_order = AmountField(default=0)
    hold_minutes = models.PositiveSmallIntegerField(
        default=0,
        db_default=0,
        help_text="How long goods are held for who is at the checkout; 0: not at all.",
    )
    shown_tax = models.CharField(
        max_length=8,
        blank=True,
        default="",
        db_default="",
        help_text="Prices are shown with their tax, without, or (empty) as lists have them.",
    )
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "key"], name="storefront_key"),
            models.UniqueConstraint(
                fields=["market_id", "host"], condition=~models.Q(host=""), name="storefront_host"
            ),
            models.UniqueConstraint(
                fields=["market_id"], condition=models.Q(is_default=True), name="storefront_one_default"
            ),
            models.CheckConstraint(
                condition=models.Q(guest_policy__in=[word.value for word in GuestPolicy]),
                name="storefront_guest_policy",
            ),
            models.CheckConstraint(condition=models.Q(minimum_order__gte=0), name="storefront_minimum_order"),
        ]

    def __str__(self) -> str:
        return translated(self.name, self.names)


class Customer(MarketRow):
    """A buyer who orders in a storefront, with who looks after it and how long it may take to pay."""

    isolation = by_market()

    buyer = models.ForeignKey(Organisation, models.PROTECT, related_name="customerships", db_index=False)
    storefront = models.ForeignKey(Storefront, models.PROTECT, related_name="customers", db_index=False)
    representative = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="customers", db_index=False
    )
    payment_term_days = models.PositiveSmallIntegerField(default=0)
    shown_tax = models.CharField(
        max_length=8,
        blank=True,
        default="",
        db_default="",
        help_text="Empty: as the storefront shows prices.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "buyer", "storefront"], name="customer_once")
        ]
        indexes = [
            models.Index(fields=["market_id", "storefront", "buyer"], name="customer_by_storefront"),
            models.Index(fields=["market_id", "representative"], name="customer_by_representative"),
        ]

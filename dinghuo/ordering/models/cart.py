"""The cart: what a person means to order for a buyer in a storefront."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import QuantityField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party


class Cart(MarketRow):
    """One per person, buyer and storefront. A representative's cart for a customer belongs to the customer."""

    isolation = by_party("buyer_id")

    buyer = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    person = models.ForeignKey(
        "organisations.Person", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    storefront = models.ForeignKey(
        "organisations.Storefront", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField(default=now)
    held_until = models.DateTimeField(null=True, help_text="Until when its goods are held at the checkout.")
    codes = ArrayField(models.CharField(max_length=40), default=list, db_default=[], blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market_id", "buyer", "person", "storefront"], name="cart_once")
        ]


class CartLine(MarketRow):
    """A variant from a seller in a unit; adding it again adds to the quantity. `options`: SKUs of the optional parts of
    a kit that come along."""

    isolation = by_party("buyer_id")

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines", db_index=False)
    buyer = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    variant = models.ForeignKey(
        "catalogue.Variant", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    seller = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.CharField(max_length=20)
    quantity = QuantityField(help_text="In `unit`, as entered.")
    added_at = models.DateTimeField(default=now)
    options = ArrayField(models.CharField(max_length=60), default=list, db_default=[], blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "cart", "variant", "seller", "unit"], name="cart_line_once"
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="cart_line_quantity_positive"),
        ]

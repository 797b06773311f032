"""Refusals of ordering, as sentences."""

from dinghuo.foundation.errors import Refusal


class OutOfStock(Refusal):
    """Less is available than wanted."""

    type = "out-of-stock"


class QuotaExceeded(Refusal):
    """More is wanted of an article than the seller lets this customer order in a while."""

    type = "quota-exceeded"


class PriceOnRequest(Refusal):
    """No price is agreed for this buyer."""

    type = "price-on-request"


class PaymentMethodUnavailable(Refusal):
    """The storefront doesn't take this way of paying."""

    type = "payment-method-unavailable"


class BelowMinimumOrder(Refusal):
    """The order is smaller than the storefront accepts."""

    type = "below-minimum-order"


class ApprovalRequired(Refusal):
    """The buyer's approver hasn't agreed yet."""

    type = "approval-required"


class SelfApproval(Refusal):
    """Nobody approves an order of their own."""

    type = "self-approval"


class NothingToDo(Refusal):
    """No line is left to which this could apply."""

    type = "nothing-to-do"


class TooMuch(Refusal):
    """More than the line has left."""

    type = "too-much"


class CartEmpty(Refusal):
    """There is nothing in the cart to order."""

    type = "cart-empty"


class PriceChanged(Refusal):
    """It comes to another amount than the person has agreed to."""

    type = "price-changed"


class PriceBelowFloor(Refusal):
    """A price given by hand is so low that somebody else has to agree to it first."""

    type = "price-below-floor"

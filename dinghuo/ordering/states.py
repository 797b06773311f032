"""The words for where an order stands: one small list for each question asked of it."""

from enum import StrEnum


class OrderState(StrEnum):
    """What has been agreed. Derived from the lines' quantities (rules/progress.py), never set by hand."""

    AWAITING_APPROVAL = "awaiting_approval"
    SUBMITTED = "submitted"
    PARTLY_CONFIRMED = "partly_confirmed"
    CONFIRMED = "confirmed"
    COMPLETED = "completed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Approval(StrEnum):
    """Whether the buyer's own house has agreed."""

    NOT_NEEDED = "not_needed"
    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"


class DeliveryState(StrEnum):
    """How far the goods have come."""

    NONE = "none"
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED = "shipped"
    PARTLY_RECEIVED = "partly_received"
    RECEIVED = "received"


class PaymentState(StrEnum):
    """How much of what is owed has been paid."""

    UNPAID = "unpaid"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"


class PaymentMethod(StrEnum):
    """How the buyer means to pay."""

    CREDIT = "credit"
    TRANSFER = "transfer"
    PREPAID = "prepaid"


class ChangeState(StrEnum):
    """What became of a proposed change."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


#: Orders in these states are over.
ENDED = frozenset({OrderState.COMPLETED, OrderState.REFUSED, OrderState.CANCELLED})


class OrderKind(StrEnum):
    """What kind of order it is. Urgent ones come before others where goods are too few."""

    STANDARD = "standard"
    URGENT = "urgent"


#: Kinds that go before others when goods are short.
URGENT = frozenset({OrderKind.URGENT})

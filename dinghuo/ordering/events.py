"""What ordering announces. The subject is always the order; both parties may know."""

from dinghuo.foundation.events import Event


class OrderEvent(Event):
    """Something that happened to an order."""

    subject_kind = "order"


class OrderPlaced(OrderEvent):
    """A buyer placed it (or a representative for the buyer)."""

    kind = "order.placed"


class OrderApproved(OrderEvent):
    """The buyer's approver agreed: the seller may answer."""

    kind = "order.approved"


class OrderApprovalRefused(OrderEvent):
    """The buyer's approver did not agree: the order is over."""

    kind = "order.approval_refused"


class OrderConfirmed(OrderEvent):
    """The seller answered some or all lines."""

    kind = "order.confirmed"


class OrderShort(OrderEvent):
    """Goods that were promised to it are missing: they are on back-order."""

    kind = "order.short"


class OrderServed(OrderEvent):
    """Goods have come for what it waited for, shared out by the seller's rule."""

    kind = "order.served"


class OrderRerouted(OrderEvent):
    """The seller sends a line's goods from another warehouse. Data: line, sku, name, names, quantity,
    unit, to (its name), to_names. Only the seller may know."""

    kind = "order.rerouted"


class QuotasSet(Event):
    """A seller said how much customers may order of articles. Data: quotas (how many were set). The seller's alone."""

    kind = "quotas.set"
    subject_kind = "organisation"


class FreightTermSaved(Event):
    """A seller said what sending its orders costs. Data: amount, region, named. The seller's alone."""

    kind = "freight_term.saved"
    subject_kind = "freight_term"


class FreightTermRemoved(Event):
    """The next term counts, or sending costs nothing. Data: amount, region."""

    kind = "freight_term.removed"
    subject_kind = "freight_term"


class OrderRepromised(OrderEvent):
    """What it waits for comes on another day, or nobody knows when."""

    kind = "order.repromised"


class OrderCancelled(OrderEvent):
    """What had not been shipped was cancelled."""

    kind = "order.cancelled"


class CancellationRequested(OrderEvent):
    """The buyer asks the seller to cancel what is already confirmed."""

    kind = "order.cancellation_requested"


class ChangeProposed(OrderEvent):
    """One side asks to change the order."""

    kind = "order.change_proposed"


class ChangeAccepted(OrderEvent):
    """The other side agreed, and the order was changed."""

    kind = "order.change_accepted"


class ChangeDeclined(OrderEvent):
    """The other side did not agree, or the proposer took it back."""

    kind = "order.change_declined"


class MessageSent(OrderEvent):
    """One side wrote to the other."""

    kind = "order.message_sent"

"""What replenishment announces; only the house that buys may know."""

from dinghuo.foundation.events import Event


class ReplenishmentProposed(Event):
    """Goods run low, and proposals say what to order."""

    kind = "replenishment.proposed"
    subject_kind = "organisation"


class ProposalOrdered(Event):
    """A proposal became an order."""

    kind = "proposal.ordered"
    subject_kind = "proposal"


class ProposalDismissed(Event):
    """A proposal was put aside."""

    kind = "proposal.dismissed"
    subject_kind = "proposal"


class PurchaseReceived(Event):
    """Goods that were bought came into a warehouse."""

    kind = "purchase.received"
    subject_kind = "shipment"


class ReplenishmentSet(Event):
    """A house said how it wants to be replenished."""

    kind = "replenishment.set"
    subject_kind = "organisation"


class ForecastShared(Event):
    """The operator lets a house's suppliers see what it will need, or no longer."""

    kind = "forecast.shared"
    subject_kind = "organisation"

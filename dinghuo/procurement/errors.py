"""How replenishment refuses."""

from dinghuo.foundation.errors import Refusal


class ProposalClosed(Refusal):
    """The proposal has been ordered or put aside."""

    type = "proposal-closed"

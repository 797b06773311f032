"""How prices refuse."""

from dinghuo.foundation.errors import Refusal


class ListForWhomTaken(Refusal):
    """There is an active list for the same customers, storefront and currency already."""

    type = "price-list-taken"


class DraftElsewhere(Refusal):
    """The changes have gone further than what is asked for: published, undone, or waiting."""

    type = "price-draft-elsewhere"


class DraftEmpty(Refusal):
    """There is nothing in the set of changes."""

    type = "price-draft-empty"


class DraftNeedsSecond(Refusal):
    """Who sent the changes in may not agree to them."""

    type = "price-draft-needs-second"


class DraftInForce(Refusal):
    """The prices count already, or were changed since: they can't be taken back."""

    type = "price-draft-in-force"


class ContractElsewhere(Refusal):
    """The contract has gone further than what is asked for: signed, ended or dropped."""

    type = "contract-elsewhere"


class ContractUnsigned(Refusal):
    """There is no signed paper yet."""

    type = "contract-unsigned"


class ContractExtended(Refusal):
    """Another contract extends it already."""

    type = "contract-extended"


class ManualElsewhere(Refusal):
    """The price has gone further than what is asked for: approved, declined or taken back."""

    type = "manual-price-elsewhere"


class ManualNeedsSecond(Refusal):
    """Who asked for the price may not agree to it."""

    type = "manual-price-needs-second"

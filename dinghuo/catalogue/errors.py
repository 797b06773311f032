"""What the catalogue refuses."""

from dinghuo.foundation.errors import Refusal


class AttributeInUse(Refusal):
    """Products carry values that the change would make wrong."""

    type = "attribute-in-use"


class VersionDecided(Refusal):
    """The version isn't waiting to be looked at any more."""

    type = "version-decided"


class ProductOfOthers(Refusal):
    """Somebody else sells a product with this code in the meantime."""

    type = "product-of-others"


class NothingChanged(Refusal):
    """What is submitted is what buyers see already."""

    type = "nothing-changed"


class QualificationDecided(Refusal):
    """The paper isn't waiting to be looked at any more, or is withdrawn already."""

    type = "qualification-decided"


class NotOneThing(Refusal):
    """Two articles can't be merged: packed, taxed or made up in ways that don't agree, or not there any more."""

    type = "not-one-thing"


class ProposalDecided(Refusal):
    """The proposed offer doesn't wait any more."""

    type = "proposal-decided"

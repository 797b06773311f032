"""What the catalogue refuses."""

from dinghuo.foundation.errors import Refusal


class AttributeInUse(Refusal):
    """Products carry values that the change would make wrong."""

    type = "attribute-in-use"

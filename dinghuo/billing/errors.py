"""The sentences with which billing refuses."""

from dinghuo.foundation.errors import Refusal


class AlreadyDecided(Refusal):
    """The payment has been found or refused already; `instead` says which."""

    type = "already-decided"

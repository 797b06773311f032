"""What this domain announces."""

from dinghuo.foundation.events import Event


class ApiKeyMade(Event):
    """A program was let in for an organisation; data: name, member."""

    kind = "api_key.made"
    subject_kind = "api_key"


class ApiKeyRevoked(Event):
    """A program is let in no more."""

    kind = "api_key.revoked"
    subject_kind = "api_key"


class TradeImported(Event):
    """A market was made from a file of order lines; data: counts."""

    kind = "trade.imported"
    subject_kind = "market"

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


class SheetUploaded(Event):
    """A sheet was brought; data: kind, file."""

    kind = "import.uploaded"
    subject_kind = "import"


class SheetApplied(Event):
    """The rows of a sheet were written; data: kind, counts."""

    kind = "import.applied"
    subject_kind = "import"


class SheetFailed(Event):
    """A fault of the program ended the work on a sheet; data: kind, reference."""

    kind = "import.failed"
    subject_kind = "import"


class SheetUndone(Event):
    """What a sheet wrote was taken back."""

    kind = "import.undone"
    subject_kind = "import"

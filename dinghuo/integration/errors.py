"""How imports refuse."""

from dinghuo.foundation.errors import Refusal


class ImportElsewhere(Refusal):
    """The import is in a state in which this can't be done."""

    type = "import-elsewhere"


class NothingToImport(Refusal):
    """No row of the import would change anything."""

    type = "nothing-to-import"


class NotUndoable(Refusal):
    """Something later depends on what the import wrote."""

    type = "import-not-undoable"

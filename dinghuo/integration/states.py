"""The kinds and states of imports and of their rows."""

from enum import StrEnum


class ImportKind(StrEnum):
    """What a sheet holds."""

    PRODUCTS = "products"
    VARIANTS = "variants"
    OFFERS = "offers"
    PRICES = "prices"
    STOCK = "stock"
    CUSTOMERS = "customers"


class ImportState(StrEnum):
    """How far an import is. `uploaded` waits to be read or, once read, for somebody to say what its columns mean;
    `failed`: a fault of the program ended the work."""

    UPLOADED = "uploaded"
    MAPPED = "mapped"
    PREVIEWED = "previewed"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"
    REFUSED = "refused"
    FAILED = "failed"


#: States in which a job works on it; one that rests in them too long is taken up again.
WORKING = (ImportState.UPLOADED, ImportState.MAPPED, ImportState.APPLYING, ImportState.UNDOING)


class RowState(StrEnum):
    """What a row does. `wrong` rows are left out; `offer`: it proposes an offer of what others sell."""

    NEW = "new"
    CHANGED = "changed"
    OFFER = "offer"
    UNCHANGED = "unchanged"
    WRONG = "wrong"

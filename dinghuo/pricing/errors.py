"""How prices refuse."""

from dinghuo.foundation.errors import Refusal


class ListForWhomTaken(Refusal):
    """There is an active list for the same customers, storefront and currency already."""

    type = "price-list-taken"

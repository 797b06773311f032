"""The states of products and offers, and the moves between them."""

from enum import StrEnum

from dinghuo.foundation.states import Moves


class ProductState(StrEnum):
    """Whether buyers see a product."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ProductKind(StrEnum):
    """Goods have stock; a service (postage, installation) has none."""

    GOODS = "goods"
    SERVICE = "service"


class OfferState(StrEnum):
    """Whether a seller sells a variant now."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class AssortmentKind(StrEnum):
    """By what an assortment names goods."""

    CATEGORY = "category"
    BRAND = "brand"
    PRODUCT = "product"
    SELLER = "seller"


class CodeKind(StrEnum):
    """What a code on a thing or in a message names."""

    SKU = "sku"
    GTIN = "gtin"
    PACK = "pack"
    PRODUCT = "product"


PRODUCT_MOVES: Moves[ProductState] = Moves(
    {
        ProductState.DRAFT: {ProductState.PUBLISHED, ProductState.WITHDRAWN},
        ProductState.PUBLISHED: {ProductState.WITHDRAWN},
        ProductState.WITHDRAWN: {ProductState.PUBLISHED},
    }
)

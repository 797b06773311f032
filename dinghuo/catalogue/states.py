"""The states and kinds of products, offers, attributes, assortments and codes."""

from enum import StrEnum


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


class ProposalState(StrEnum):
    """Where a proposed offer stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken-back"


class KitPricing(StrEnum):
    """What a kit costs."""

    WHOLE = "whole"
    PARTS = "parts"


class ComparisonView(StrEnum):
    """What buyers see of several sellers' offers of the same goods."""

    ALL = "all"
    UNNAMED = "unnamed"
    BEST = "best"
    NONE = "none"


class LinkKind(StrEnum):
    """What another product is to a product: bought instead of it, made after it, used with it."""

    SUBSTITUTE = "substitute"
    SUCCESSOR = "successor"
    ACCESSORY = "accessory"


class AssortmentKind(StrEnum):
    """By what an assortment names goods."""

    CATEGORY = "category"
    BRAND = "brand"
    PRODUCT = "product"
    SELLER = "seller"
    ATTRIBUTE = "attribute"


class ReachKind(StrEnum):
    """By what an assortment names those for whom it counts."""

    EVERYBODY = "everybody"
    STOREFRONT = "storefront"
    BRANCH = "branch"
    REGION = "region"
    LEVEL = "level"
    GROUP = "group"
    CUSTOMER = "customer"


#: What belongs to the place where a buyer orders; the other kinds name the buyer itself.
OF_THE_PLACE = frozenset({ReachKind.EVERYBODY, ReachKind.STOREFRONT, ReachKind.BRANCH})


class CodeKind(StrEnum):
    """What a code on a thing or in a message names."""

    SKU = "sku"
    GTIN = "gtin"
    PACK = "pack"
    PRODUCT = "product"


class VersionState(StrEnum):
    """Where a version of a product stands: its seller writes it, the operator looks at it, one of two ends."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


class AttributeKind(StrEnum):
    """What an attribute's value is."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    YES_NO = "yes-no"
    FILE = "file"


class QualificationState(StrEnum):
    """Where a paper stands: it counts while it is accepted and its days last."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class QualifiedPart(StrEnum):
    """Whose paper goods are sold by."""

    PRODUCT = "product"
    SELLER = "seller"
    BUYER = "buyer"


class ProductDocumentKind(StrEnum):
    """What a document of a product is."""

    MANUAL = "manual"
    DATA_SHEET = "data-sheet"
    DRAWING = "drawing"
    OTHER = "other"


class TermTarget(StrEnum):
    """What quantities are asked of, nearest first."""

    VARIANT = "variant"
    PRODUCT = "product"
    CATEGORY = "category"
    ALL = "all"


class TaxTarget(StrEnum):
    """What a tax rate is of, nearest first."""

    PRODUCT = "product"
    CATEGORY = "category"
    ALL = "all"


class TermWhom(StrEnum):
    """Of whom quantities are asked, nearest first."""

    BUYER = "buyer"
    GROUP = "group"
    LEVEL = "level"
    ALL = "all"

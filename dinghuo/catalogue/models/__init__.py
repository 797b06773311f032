"""Products as they are described, counted, packed, offered and found."""

from dinghuo.catalogue.models.assortment import (
    Assortment,
    AssortmentItem,
    AssortmentReach,
    AssortmentTrait,
)
from dinghuo.catalogue.models.attribute import Attribute
from dinghuo.catalogue.models.category import Category
from dinghuo.catalogue.models.comparison import ComparisonPolicy, SellerScore
from dinghuo.catalogue.models.kit import Kit, KitPart
from dinghuo.catalogue.models.link import ProductLink
from dinghuo.catalogue.models.listing import Code, Listing, ShelfRow
from dinghuo.catalogue.models.merge import Merge, OfferProposal
from dinghuo.catalogue.models.offer import Offer
from dinghuo.catalogue.models.product import Brand, Image, Product, ProductDocument
from dinghuo.catalogue.models.qualification import (
    Qualification,
    QualificationCover,
    QualificationKind,
    QualificationRule,
)
from dinghuo.catalogue.models.quantity_term import QuantityTerm
from dinghuo.catalogue.models.tax_rate import TaxRate
from dinghuo.catalogue.models.variant import PackUnit, Variant
from dinghuo.catalogue.models.version import ProductVersion
from dinghuo.catalogue.models.wording import CustomerCode, EmptySearch, Synonym

__all__ = [
    "Assortment",
    "AssortmentItem",
    "AssortmentReach",
    "AssortmentTrait",
    "Attribute",
    "Brand",
    "Category",
    "Code",
    "ComparisonPolicy",
    "CustomerCode",
    "EmptySearch",
    "Image",
    "Kit",
    "KitPart",
    "Listing",
    "Merge",
    "Offer",
    "OfferProposal",
    "PackUnit",
    "Product",
    "ProductDocument",
    "ProductLink",
    "ProductVersion",
    "Qualification",
    "QualificationCover",
    "QualificationKind",
    "QualificationRule",
    "QuantityTerm",
    "SellerScore",
    "ShelfRow",
    "Synonym",
    "TaxRate",
    "Variant",
]

"""What the catalogue announces."""

from dinghuo.foundation.events import Event


class CategorySaved(Event):
    """A category was made, renamed or moved."""

    kind = "category.saved"
    subject_kind = "category"


class BrandSaved(Event):
    """A brand was made or renamed."""

    kind = "brand.saved"
    subject_kind = "brand"


class ProductSaved(Event):
    """A product was made or changed."""

    kind = "product.saved"
    subject_kind = "product"


class ProductPublished(Event):
    """Buyers see a product from now on."""

    kind = "product.published"
    subject_kind = "product"


class ProductWithdrawn(Event):
    """Buyers see a product no more."""

    kind = "product.withdrawn"
    subject_kind = "product"


class ProductsLoaded(Event):
    """Many products were made or changed at once."""

    kind = "products.loaded"
    subject_kind = "market"


class ImageAdded(Event):
    """A product got a picture."""

    kind = "image.added"
    subject_kind = "product"


class OfferSaved(Event):
    """A seller's terms for a variant were made or changed."""

    kind = "offer.saved"
    subject_kind = "offer"


class SaleScheduled(Event):
    """A product's sale begins and ends at times; data: starts_at, ends_at, each empty for none."""

    kind = "sale.scheduled"
    subject_kind = "product"


class OfferLimited(Event):
    """An offer is open at times and in regions only; data: starts_at, ends_at, regions."""

    kind = "offer.limited"
    subject_kind = "offer"


class LinksSaved(Event):
    """What is bought instead of a product, after it or with it was changed; data: kind, products (codes)."""

    kind = "links.saved"
    subject_kind = "product"


class KitSaved(Event):
    """An article was made a kit, or of other parts, or none any more; data: sku, pricing, parts (sku and quantity)."""

    kind = "kit.saved"
    subject_kind = "product"


class VariantsMerged(Event):
    """Two articles were found to be one; data: kept and merged (SKUs), and what was carried over."""

    kind = "variants.merged"
    subject_kind = "product"


class OffersProposed(Event):
    """A seller's sheet described what others sell; data: offers (how many)."""

    kind = "offers.proposed"
    subject_kind = "organisation"


class OfferProposalDecided(Event):
    """A proposed offer was accepted or declined; data: seller, sku, accepted."""

    kind = "proposal.decided"
    subject_kind = "offer_proposal"


class ComparisonSet(Event):
    """Offers are compared otherwise from now on; data: number, view, and the weights."""

    kind = "comparison.set"
    subject_kind = "market"


class SellerScored(Event):
    """The operator judged a seller; data: score, empty where the judgement was taken back."""

    kind = "seller.scored"
    subject_kind = "organisation"


class AssortmentSaved(Event):
    """A set of goods, or for whom it counts, was changed; data: denies, active, lines, reaches (how many)."""

    kind = "assortment.saved"
    subject_kind = "assortment"


class AttributeSaved(Event):
    """An attribute of a category was made or changed."""

    kind = "attribute.saved"
    subject_kind = "attribute"


class AttributeRemoved(Event):
    """An attribute of a category was taken away."""

    kind = "attribute.removed"
    subject_kind = "attribute"


class OffersLoaded(Event):
    """Many sellers' terms were made or changed at once."""

    kind = "offers.loaded"
    subject_kind = "market"


class VersionSubmitted(Event):
    """A seller asks that a product be shown as a version describes it."""

    kind = "version.submitted"
    subject_kind = "product_version"


class VersionApproved(Event):
    """Buyers see a product as its version describes it."""

    kind = "version.approved"
    subject_kind = "product_version"


class VersionRejected(Event):
    """A version was sent back to its seller, with the reason."""

    kind = "version.rejected"
    subject_kind = "product_version"


class QualificationSubmitted(Event):
    """Somebody sent in a paper to be looked at."""

    kind = "qualification.submitted"
    subject_kind = "qualification"


class QualificationAccepted(Event):
    """A paper counts from now on."""

    kind = "qualification.accepted"
    subject_kind = "qualification"


class QualificationRejected(Event):
    """A paper was sent back, with the reason."""

    kind = "qualification.rejected"
    subject_kind = "qualification"


class QualificationWithdrawn(Event):
    """A paper doesn't count any more."""

    kind = "qualification.withdrawn"
    subject_kind = "qualification"


class QualificationExpiring(Event):
    """A paper ends soon, and there is none to follow it."""

    kind = "qualification.expiring"
    subject_kind = "qualification"


class QualificationExpired(Event):
    """A paper has ended, and there is none to follow it: what needs it isn't sold any more."""

    kind = "qualification.expired"
    subject_kind = "qualification"


class QualificationKindSaved(Event):
    """A kind of paper was made or changed, or what needs it."""

    kind = "qualification_kind.saved"
    subject_kind = "qualification_kind"


class SynonymSaved(Event):
    """Words mean the same to who searches."""

    kind = "synonym.saved"
    subject_kind = "synonym"


class SynonymRemoved(Event):
    """Words mean only themselves again."""

    kind = "synonym.removed"
    subject_kind = "synonym"


class CustomerCodesSaved(Event):
    """A customer's own codes were made, changed or taken away."""

    kind = "customer_codes.saved"
    subject_kind = "organisation"


class QuantityTermSaved(Event):
    """What quantities a seller asks of some customers was said."""

    kind = "quantity_term.saved"
    subject_kind = "quantity_term"


class QuantityTermRemoved(Event):
    """It was taken away."""

    kind = "quantity_term.removed"
    subject_kind = "quantity_term"


class TaxRateSaved(Event):
    """At which rate goods are taxed in a region was said."""

    kind = "tax_rate.saved"
    subject_kind = "tax_rate"


class TaxRateRemoved(Event):
    """It was taken away."""

    kind = "tax_rate.removed"
    subject_kind = "tax_rate"

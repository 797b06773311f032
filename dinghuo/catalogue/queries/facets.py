"""How many goods a list holds, and of which brands: counted up to a bound, so that a huge list costs no more."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from dinghuo.catalogue.models import Brand
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import range_of
from dinghuo.catalogue.queries.list_products import Wanted, leads, narrowed
from dinghuo.catalogue.queries.search import matches
from dinghuo.foundation.actor import Actor, require

#: Rows that are counted; of more it is told that there are more.
BOUND = 5000


@dataclass(frozen=True, slots=True)
class BrandCount:
    """A brand among the rows, and of how many."""

    key: str
    name: str
    names: Mapping[str, str]
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """`total` rows, or at least that many if `is_bounded`; brands with the most rows first."""

    total: int
    is_bounded: bool
    brands: Sequence[BrandCount]


def facets(actor: Actor, storefront_id: UUID | None, wanted: Wanted | None = None) -> Facets:
    """Count the rows of a list. At most five statements."""
    require(actor, SEE_PRODUCTS)
    wanted = wanted or Wanted()
    rows = narrowed(actor, range_of(actor, storefront_id), wanted)
    kinds = matches(actor, wanted.search, wanted.grouped)
    if kinds:
        first, *others = [rows.filter(kind).values_list("brand_id")[:BOUND] for kind in kinds]
        found = list(first.union(*others, all=True)[:BOUND])
    else:
        found = list(leads(rows, wanted).values_list("brand_id")[:BOUND])
    counts = Counter(brand_id for (brand_id,) in found if brand_id)
    brands = Brand.objects.filter(market_id=actor.market_id, id__in=list(counts))
    listed = [BrandCount(brand.key, brand.name, brand.names, counts[brand.id]) for brand in brands]
    return Facets(
        total=len(found),
        is_bounded=len(found) == BOUND,
        brands=sorted(listed, key=lambda brand: (-brand.count, brand.name)),
    )

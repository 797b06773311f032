"""Says what is bought instead of a product, what follows it, and what is used with it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import LinksSaved
from dinghuo.catalogue.models import Product, ProductLink
from dinghuo.catalogue.permissions import SAVE_LINKS
from dinghuo.catalogue.states import LinkKind, ProductState
from dinghuo.catalogue.steps.lock_product import lock_product
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

__all__ = ["LinkKind", "save_links"]

#: Links of one kind that a product may have.
MOST = 20


def save_links(actor: Actor, code: str, kind: LinkKind, others: Sequence[str]) -> None:
    """Make these products (codes, the best first) all that are linked to the product in this way.

    A seller links its own products, to any that is or was published; the operator links all. Raises NotFound,
    NotAllowed, or Invalid with every fault. A constant number of statements.
    """
    require(actor, SAVE_LINKS)
    with acting(actor):
        product = lock_product(actor, code, SAVE_LINKS)
        codes = list(dict.fromkeys(each.strip() for each in others if each.strip()))
        drafts = [] if actor.scope == "market" else [ProductState.DRAFT.value]
        rows = Product.objects.filter(
            market_id=actor.market_id, code__in=[each.replace("\0", "") for each in codes]
        )
        ids = dict(rows.exclude(state__in=drafts).values_list("code", "id"))
        faults = Faults()
        for i, other in enumerate(codes):
            if other == code:
                faults.add(f"others.{i}", "itself", _("A product can’t be linked to itself."))
            elif other not in ids:
                faults.add(
                    f"others.{i}", "unknown", _("There is no product %(code)s.") % {"code": other[:60]}
                )
        if len(codes) > MOST:
            faults.add("others", "too-many", _("At most %(most)s products.") % {"most": MOST})
        faults.raise_any()
        market = {"market_id": actor.market_id}
        ProductLink.objects.filter(**market, product=product, kind=kind.value).delete()
        ProductLink.objects.bulk_create(
            ProductLink(**market, product=product, kind=kind.value, other_id=ids[other], rank=rank)
            for rank, other in enumerate(codes)
        )
        record(actor, LinksSaved(product.id, product.code, data={"kind": kind.value, "products": codes}))

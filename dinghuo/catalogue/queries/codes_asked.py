"""Which kinds of codes a question may be at all: most are words, and the search for words is simpler without."""

from dataclasses import dataclass
from uuid import UUID

from dinghuo.catalogue.rules.gtin import spellings
from dinghuo.catalogue.rules.search_text import after_prefix, normalised_code
from dinghuo.catalogue.states import CodeKind
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import fetch

#: A shorter beginning of a code would match everything.
LEAST_PREFIX = 2
SKUS, GTINS = [CodeKind.SKU.value, CodeKind.PRODUCT.value], [CodeKind.GTIN.value, CodeKind.PACK.value]
ASKED = """
SELECT EXISTS (SELECT FROM catalogue_code c
               WHERE c.market_id = %(market)s AND c.code = %(code)s AND c.kind = ANY(%(skus)s::text[])),
       EXISTS (SELECT FROM catalogue_code c
               WHERE c.market_id = %(market)s AND c.code = ANY(%(barcodes)s::text[])
                 AND c.kind = ANY(%(gtins)s::text[])),
       EXISTS (SELECT FROM catalogue_customercode o
               WHERE o.market_id = %(market)s AND o.buyer_id = %(buyer)s::uuid),
       EXISTS (SELECT FROM catalogue_code c
               WHERE c.market_id = %(market)s AND c.code >= %(code)s AND c.code < %(end)s)
"""


@dataclass(frozen=True, slots=True)
class Codes:
    """False where the question is no such code: an article's, a barcode, the customer's own (it has any), or what some
    code begins with."""

    sku: bool = True
    gtin: bool = True
    own: bool = True
    beginning: bool = True


def codes_asked(actor: Actor, text: str, buyer_id: UUID | None) -> Codes:
    """What the question may be. One statement of four index probes, whose plan the server keeps."""
    code = normalised_code(text[:60])
    values = {"code": code, "barcodes": spellings(code), "end": after_prefix(code), "buyer": buyer_id}
    values |= {"skus": SKUS, "gtins": GTINS}
    [(sku, gtin, own, beginning)] = fetch(ASKED, {"market": actor.market_id, **values})
    return Codes(sku, gtin, own, beginning and len(code) >= LEAST_PREFIX)

"""Finds the articles that a sheet means: by SKU, by any code that a scanner finds, by a code that lost its zeros."""

from collections.abc import Iterable, Sequence
from json import dumps

from dinghuo.catalogue.models import Code, OfferProposal, Variant
from dinghuo.catalogue.rules.search_text import normalised_code
from dinghuo.catalogue.states import ProposalState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import fetch
from dinghuo.integration.rules.sheets.rows import ReadRow

# SQL: ten thousand texts as one parameter take a tenth of the time that ten thousand parameters take.
KNOWN = """
SELECT v.sku FROM catalogue_variant v
 WHERE v.market_id = %(market)s AND v.sku = ANY(ARRAY(SELECT json_array_elements_text(%(skus)s::json)))
   AND NOT EXISTS (SELECT FROM catalogue_merge m WHERE m.market_id = %(market)s AND m.merged_id = v.id)
"""
#: A spreadsheet drops the zeros in front of a code that it takes for a number; codes have seldom more.
MOST_ZEROS = 8


def mend_skus(actor: Actor, rows: Sequence[ReadRow]) -> None:
    """Put the SKU as it is written in the market into each row whose text names exactly one article. At most four
    statements, one where all are SKUs already."""
    texts = {row.values["sku"] for row in rows if "sku" in row.values}
    known = {sku for (sku,) in fetch(KNOWN, {"market": actor.market_id, "skus": dumps(list(texts))})}
    unknown = texts - known
    if not unknown:
        return
    meant = _by_own(actor, unknown)
    meant |= _by_code(actor, [text for text in unknown if text not in meant])
    meant |= _by_zeros(actor, [text for text in unknown if text not in meant and text.isdigit()])
    for row in rows:
        if (text := row.values.get("sku")) in meant:
            row.values["sku"] = meant[text]


def _by_own(actor: Actor, texts: Iterable[str]) -> dict[str, str]:
    """What the seller calls articles that others described, since the operator agreed that it sells them too."""
    rows = OfferProposal.objects.filter(
        market_id=actor.market_id,
        seller_id=actor.organisation_id,
        state=ProposalState.ACCEPTED.value,
        sku__in=list(texts),
    )
    return dict(rows.order_by("id").values_list("sku", "variant__sku"))


def _by_code(actor: Actor, texts: Iterable[str]) -> dict[str, str]:
    codes = {text: normalised_code(text[:60]) for text in texts}
    found: dict[str, set[str]] = {}
    rows = Code.objects.filter(market_id=actor.market_id, code__in=set(codes.values()))
    for code, sku in rows.values_list("code", "variant__sku"):
        found.setdefault(code, set()).add(sku)
    return {text: next(iter(found[code])) for text, code in codes.items() if len(found.get(code, ())) == 1}


def _by_zeros(actor: Actor, texts: Sequence[str]) -> dict[str, str]:
    padded = {"0" * zeros + text: text for text in texts for zeros in range(1, MOST_ZEROS + 1)}
    rows = Variant.objects.filter(market_id=actor.market_id, sku__in=padded)
    found: dict[str, list[str]] = {}
    for sku in rows.values_list("sku", flat=True):
        found.setdefault(padded[sku], []).append(sku)
    return {text: skus[0] for text, skus in found.items() if len(skus) == 1}

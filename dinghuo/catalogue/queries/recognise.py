"""Goods by what people type or paste: the very codes in one statement, and candidates for the rest in another."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet, Value

from dinghuo.catalogue.models import Code, CustomerCode, ShelfRow
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import range_of, shown_rows
from dinghuo.catalogue.queries.items import Item, items
from dinghuo.catalogue.queries.question import read_question, synonyms_in
from dinghuo.catalogue.queries.search import matches
from dinghuo.catalogue.rules.search_text import asked_form, normalised_code
from dinghuo.foundation.actor import Actor, require

#: Texts that are searched for by name; a longer list of unknown goods is no list of these goods.
MOST_SEARCHED = 20
CANDIDATES = 4
_PIECES = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+")


@dataclass(frozen=True)
class Recognised:
    """What a text may mean, the likeliest first. `sure`: it is the code of exactly one article. `unit`: the pack whose
    code it is, empty for none."""

    items: Sequence[Item]
    sure: bool
    unit: str = ""


def recognise(
    actor: Actor, storefront_id: UUID, texts: Sequence[str], buyer_id: UUID | None = None
) -> dict[str, Recognised]:
    """What each text means among the goods of a storefront to a customer; unknown texts are missing.

    Nothing is guessed: only a code that names one article is sure. A code of the market goes before one of the
    customer's own (`buyer_id`, else the actor's organisation). Nine statements at most, however many texts.
    """
    require(actor, SEE_PRODUCTS)
    shown = range_of(actor, storefront_id, buyer_id)
    rows = shown_rows(actor, shown)
    buyer_id = buyer_id or actor.organisation_id
    by_code = _by_code(actor, rows, texts, buyer_id)
    unknown = [text for text in dict.fromkeys(texts) if text.strip() and text not in by_code][:MOST_SEARCHED]
    by_name = _by_name(actor, rows, unknown, buyer_id)
    ids = {each for found in by_code.values() for each in found} | {
        each for found in by_name.values() for each in found
    }
    known = {item.variant_id: item for item in items(actor, ids, shown)}
    answers = {}
    for text, units in by_code.items():
        found = [known[each] for each in units if each in known]
        answers[text] = Recognised(found, sure=len(found) == 1, unit=next(iter(units.values()), ""))
    for text, variant_ids in by_name.items():
        answers[text] = Recognised([known[each] for each in variant_ids if each in known], sure=False)
    return {text: answer for text, answer in answers.items() if answer.items}


def _apart(text: str) -> str:
    """Letters, figures and Chinese as words of their own: people write 可乐330 for what is called 可口可乐 330ml."""
    return " ".join(_PIECES.findall(text))


def _by_code(
    actor: Actor, rows: QuerySet[ShelfRow], texts: Sequence[str], buyer_id: UUID | None
) -> dict[str, dict[UUID, str]]:
    codes = {text: normalised_code(text[:60]) for text in texts}
    wanted = [code for code in set(codes.values()) if code]
    found: dict[str, dict[UUID, str]] = {}
    matched = Code.objects.filter(
        market_id=actor.market_id, code__in=wanted, variant_id__in=rows.values("variant_id")
    )
    for code, variant_id, unit in matched.order_by("variant_id", "unit").values_list(
        "code", "variant_id", "unit"
    ):
        found.setdefault(code, {}).setdefault(variant_id, unit)
    if buyer_id:
        own = CustomerCode.objects.filter(market_id=actor.market_id, buyer_id=buyer_id, form__in=wanted)
        listed = own.filter(variant_id__in=rows.values("variant_id"))
        for code, variant_id in listed.values_list("form", "variant_id"):
            found.setdefault(code, {variant_id: ""})
    return {text: found[code] for text, code in codes.items() if code in found}


def _by_name(
    actor: Actor, rows: QuerySet[ShelfRow], texts: Sequence[str], buyer_id: UUID | None
) -> Mapping[str, list[UUID]]:
    branches = []
    synonyms = synonyms_in(actor, [asked_form(_apart(text)) for text in texts])
    for place, text in enumerate(texts):
        question = read_question(actor, _apart(text), synonyms=synonyms, buyer_id=buyer_id)
        for match, kind in matches(actor, question) if question else ():
            branch = (
                rows.filter(kind).annotate(place=Value(place), rank=Value(match.value)).order_by("sort_key")
            )
            branches.append(branch.values_list("place", "rank", "variant_id")[:CANDIDATES])
    found: dict[str, list[UUID]] = {}
    if not branches:
        return found
    first, *others = branches
    union = first.union(*others, all=True) if others else first
    for place, _rank, variant_id in union.order_by("place", "rank"):
        candidates = found.setdefault(texts[place], [])
        if len(candidates) < CANDIDATES and variant_id not in candidates:
            candidates.append(variant_id)
    return found

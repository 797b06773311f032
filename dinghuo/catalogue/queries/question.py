"""What somebody asks for, read once: the words, the market's other words for them, and in whose name it is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models.expressions import RawSQL

from dinghuo.catalogue.models import Synonym
from dinghuo.catalogue.queries.codes_asked import Codes, codes_asked
from dinghuo.catalogue.rules.search_text import Word, apart, asked_form, words_of
from dinghuo.catalogue.rules.synonyms import other_ways
from dinghuo.foundation.actor import Actor


@dataclass(frozen=True)
class Bought:
    """What a customer has bought lately: variants, and their products for lists that show each product once."""

    variant_ids: Sequence[UUID] = ()
    product_ids: Sequence[UUID] = ()


@dataclass(frozen=True)
class Question:
    """A search. `ways`: the same in synonyms; `buyer_id`: whose own codes count; `grouped`: each product once;
    `near_ids`: rows one typing mistake away, where hardly anything is found by the words as they stand; `codes`: which
    kinds of codes it may be."""

    text: str
    words: Sequence[Word]
    ways: Sequence[Sequence[Word]] = ()
    buyer_id: UUID | None = None
    bought: Bought = field(default_factory=Bought)
    grouped: bool = False
    near_ids: Sequence[UUID] = ()
    codes: Codes = field(default_factory=Codes)


def synonyms_in(actor: Actor, forms: Iterable[str]) -> list[list[str]]:
    """The synonyms of which one stands in one of these questions, in the form of questions. One statement."""
    text = "\n".join(forms)
    if not text.strip():
        return []
    said = RawSQL("EXISTS (SELECT 1 FROM unnest(forms) form WHERE strpos(%s, form) > 0)", [text])
    rows = Synonym.objects.filter(market_id=actor.market_id).annotate(said=said).filter(said=True)
    return list(rows.order_by("id").values_list("forms", flat=True))


def read_question(
    actor: Actor,
    text: str,
    *,
    synonyms: Sequence[Sequence[str]] | None = None,
    buyer_id: UUID | None = None,
    bought: Bought | None = None,
    grouped: bool = False,
) -> Question | None:
    """Read a question; None where it holds nothing to search for. Two statements, or none where synonyms are given."""
    words = words_of(text)
    if not words:
        return None
    form = asked_form(text)
    known = synonyms_in(actor, [form]) if synonyms is None else synonyms
    # What is written together is looked for apart, too.
    joined = [apart(form)] if apart(form) != form else []
    ways = [words_of(way) for way in [*joined, *other_ways(form, known)]]
    buyer_id = buyer_id or actor.organisation_id
    codes = codes_asked(actor, text, buyer_id) if synonyms is None else Codes()
    return Question(text, words, ways, buyer_id, bought or Bought(), grouped, codes=codes)

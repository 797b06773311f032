"""Search as conditions on shelf rows, the best kind of match first."""

from enum import IntEnum

from django.db.models import Exists, OuterRef, Q

from dinghuo.catalogue.models import Code, CustomerCode
from dinghuo.catalogue.queries.codes_asked import GTINS, LEAST_PREFIX, SKUS
from dinghuo.catalogue.queries.question import Question
from dinghuo.catalogue.queries.search_texts import (
    ALIAS,
    INITIALS,
    NAME,
    PINYIN,
    SYLLABLES,
    Places,
    Text,
    all_of,
    any_of,
    has_all,
    has_any,
    lacks_one,
    says_all,
)
from dinghuo.catalogue.rules.gtin import spellings
from dinghuo.catalogue.rules.search_text import (
    LEAST_INSIDE,
    after_prefix,
    asked_form,
    beginning,
    normalised_code,
)
from dinghuo.foundation.actor import Actor

WRITTEN = (NAME, ALIAS)


class Match(IntEnum):
    """How a row was found, the best first. Cursors carry the number."""

    CODE = 0
    GTIN = 1
    OWN = 2
    PREFIX = 3
    BOUGHT = 4
    NAME = 5
    ALIAS = 6
    SYNONYM = 7
    SYLLABLE = 8
    INSIDE = 9
    PINYIN = 10
    INITIALS = 11
    NEAR = 12


#: The text that a kind of match looks into and no earlier one does.
OWN_TEXT: dict[Match, Text] = {
    Match.ALIAS: ALIAS,
    Match.SYLLABLE: SYLLABLES,
    Match.PINYIN: PINYIN,
    Match.INITIALS: INITIALS,
}


def matches(actor: Actor, question: Question) -> list[tuple[Match, Q]]:
    """Conditions for each kind of match, each without the ones before.

    In a question that is grouped by text only the first variant of a product is found, by code any.
    """
    by_code = _by_code(actor, question)
    kinds: list[tuple[Match, Q]] = []
    earlier = Q()
    for match, condition in by_code.items():
        kinds.append((match, condition & earlier))
        earlier &= ~condition
    if Match.PREFIX in by_code:
        # Whoever has the code, or begins with it, begins with it: leaving out the last kind leaves out the first two.
        earlier = all_of(~by_code[each] for each in (Match.OWN, Match.PREFIX) if each in by_code)
    ways = _ways(question)
    others = (Q(lead=True) if question.grouped else Q()) & earlier
    # What was bought lately and only comes near is near like the rest.
    near = others & all_of(lacks_one(places) for _match, places in ways)
    bought = _bought(question)
    if bought:
        kinds.append((Match.BOUGHT, bought & any_of(says_all(places) for _match, places in ways) & others))
        others &= ~bought
    for match, places in ways:
        kinds.append((match, has_all(places) & _has_of_its_own(question, match) & others))
        others &= lacks_one(places)
    if question.near_ids:
        kinds.append((Match.NEAR, Q(variant_id__in=list(question.near_ids)) & near))
    return kinds


def _by_code(actor: Actor, question: Question) -> dict[Match, Q]:
    code, may_be = normalised_code(question.text[:60]), question.codes
    kinds = {}
    if may_be.sku:
        kinds[Match.CODE] = _has_code(actor, Q(code=code, kind__in=SKUS))
    if may_be.gtin:
        kinds[Match.GTIN] = _has_code(actor, Q(code__in=spellings(code), kind__in=GTINS))
    if question.buyer_id and may_be.own:
        kinds[Match.OWN] = _own(actor, question, code)
    if may_be.beginning and len(code) >= LEAST_PREFIX:
        kinds[Match.PREFIX] = _has_code(actor, Q(code__gte=code, code__lt=after_prefix(code)))
    return kinds


def _has_code(actor: Actor, condition: Q) -> Q:
    codes = Code.objects.filter(condition, market_id=actor.market_id, variant_id=OuterRef("variant_id"))
    return Q(Exists(codes))


def _own(actor: Actor, question: Question, code: str) -> Q:
    """What the customer calls so: by the very code, or by all of the words in a name of its own."""
    called = Q(form=code)
    words = asked_form(question.text).split()
    if len("".join(words)) >= LEAST_PREFIX:
        called |= all_of(Q(name_form__contains=word) for word in words)
    own = CustomerCode.objects.filter(called, market_id=actor.market_id, buyer_id=question.buyer_id)
    # Read first, from the few rows that one customer has, rather than asked for each row of the shelf.
    return Q(variant_id__in=own.values("variant_id"))


def _bought(question: Question) -> Q:
    if question.grouped:
        return Q(product_id__in=list(question.bought.product_ids)) if question.bought.product_ids else Q()
    return Q(variant_id__in=list(question.bought.variant_ids)) if question.bought.variant_ids else Q()


def _ways(question: Question) -> list[tuple[Match, Places]]:
    """The kinds of match by text, each with the texts in which the words may stand; synonyms have one for each way."""
    words = question.words
    # What a single word's name doesn't hold can only be in an alias; of several each may be in either.
    also = [ALIAS] if len(words) == 1 else WRITTEN
    kinds: list[tuple[Match, Places]] = [
        (Match.NAME, [(word, [NAME]) for word in words]),
        (Match.ALIAS, [(word, also) for word in words]),
        *((Match.SYNONYM, [(word, WRITTEN) for word in way]) for way in question.ways),
    ]
    spelled = [word for word in words if word.may_be_spelled]
    # One letter begins the initials of what it begins the pinyin of: there is nothing more to find.
    longest = max((len(word.fragment.strip()) for word in spelled), default=0)
    if spelled and all(word.syllable for word in spelled):
        kinds.append((Match.SYLLABLE, _spelled(question, SYLLABLES, len(spelled))))
        if len(words) == 1 and longest >= LEAST_INSIDE:
            # What begins a word of a name comes before the syllable, what stands somewhere inside (wuchang) after it.
            kinds[0] = (Match.NAME, [(beginning(words[0]), [NAME])])
            kinds.append((Match.INSIDE, [(words[0], [NAME])]))
    for match, text in ((Match.PINYIN, PINYIN), (Match.INITIALS, INITIALS))[:longest]:
        kinds.append((match, _spelled(question, text, len(spelled))))
    return kinds


def _spelled(question: Question, text: Text, number: int) -> Places:
    """Of several words that are typed as they sound, some may be Latin names."""
    sounds = [text] if number == 1 else [*WRITTEN, text]
    return [(word, sounds if word.may_be_spelled else WRITTEN) for word in question.words]


def _has_of_its_own(question: Question, match: Match) -> Q:
    """One of several words is in the text that a kind of match adds: else an earlier kind would have found the row."""
    text = OWN_TEXT.get(match)
    words = [each for each in question.words if match is Match.ALIAS or each.may_be_spelled]
    return has_any(words, text) if text and len(question.words) > 1 else Q()

"""Says which words mean the same to who searches."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import SynonymSaved
from dinghuo.catalogue.models import EmptySearch, Synonym
from dinghuo.catalogue.permissions import SAVE_SYNONYM
from dinghuo.catalogue.rules.search_text import asked_form
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

#: Words of one synonym, characters of a word, and synonyms of a market: what every search can afford to look through.
MOST_WORDS, LONGEST, MOST = 12, 40, 2000


def save_synonym(actor: Actor, words: Sequence[str], synonym_id: UUID | None = None) -> Synonym:
    """Make words mean the same from the next search on, or change which do.

    Searches without result that ask for one of them leave the list of those. Raises NotFound, or Invalid with every
    fault.
    """
    require(actor, SAVE_SYNONYM)
    with acting(actor):
        rows = Synonym.objects.filter(market_id=actor.market_id)
        told = {asked_form(word): " ".join(word.split()) for word in words if asked_form(word)}
        _check(actor, told, synonym_id)
        found = Synonym(market_id=actor.market_id)
        if synonym_id is not None:
            kept = rows.filter(id=synonym_id).select_for_update(no_key=True).first()
            if kept is None:
                raise NotFound(str(synonym_id))
            found = kept
        found.words, found.forms = list(told.values()), list(told)
        found.save()
        EmptySearch.objects.filter(market_id=actor.market_id, form__in=found.forms).delete()
        record(actor, SynonymSaved(found.id, " = ".join(found.words)[:60], data={"words": found.words}))
        return found


def _check(actor: Actor, told: dict[str, str], synonym_id: UUID | None) -> None:
    faults = Faults()
    rows = Synonym.objects.filter(market_id=actor.market_id)
    if synonym_id is not None:
        rows = rows.exclude(id=synonym_id)
    if not 2 <= len(told) <= MOST_WORDS:
        faults.add("words", "number", _("Give 2 to %(most)s different words.") % {"most": MOST_WORDS})
    for form, word in told.items():
        if max(len(form), len(word)) > LONGEST:
            faults.add(
                "words",
                "too-long",
                _("%(word)s is longer than %(most)s characters.") % {"word": word, "most": LONGEST},
            )
        elif len(form) < 2 and form.isascii():
            faults.add(
                "words",
                "too-short",
                _("%(word)s is too short: one letter begins everything.") % {"word": word},
            )
    for other in rows.filter(forms__overlap=list(told)) if told else ():
        both = _(", ").join(told[form] for form in other.forms if form in told)
        faults.add(
            "words",
            "taken",
            _("%(words)s stands in another synonym: %(other)s.")
            % {"words": both, "other": " = ".join(other.words)},
        )
    if synonym_id is None and rows.count() >= MOST:
        faults.add(
            "words",
            "too-many",
            _("There are %(most)s synonyms. Remove some that nobody needs.") % {"most": MOST},
        )
    faults.raise_any()

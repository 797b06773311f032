"""Finds what is wrong with the pictures and documents that a seller names."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from dinghuo.catalogue.models import Image, ProductDocument
from dinghuo.catalogue.rules.document_files import folder_of
from dinghuo.catalogue.rules.rows import DocumentRow, ProductRow
from dinghuo.catalogue.states import ProductDocumentKind
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults
from dinghuo.organisations.queries.own import own_organisation_id

MOST_PICTURES, MOST_DOCUMENTS, LONGEST_TEXT, LONGEST_NAME = 30, 20, 200, 120
LANGUAGES = frozenset({"zh-hans", "zh-hant", "en"})


def check_looks(actor: Actor, rows: Sequence[ProductRow], faults: Faults, path: str = "products") -> None:
    """Collect the faults of pictures and documents: a file must have been kept for this seller, or be shown already.

    Two statements at most.
    """
    known = _known(actor, rows)
    for i, row in enumerate(rows):
        at = f"{path}.{i}"
        if len(row.images) > MOST_PICTURES:
            faults.add(f"{at}.images", "too-many", _("At most %(most)d.") % {"most": MOST_PICTURES})
        files = [*row.images, *(each.image for each in row.variants if each.image)]
        if any((row.code, file) not in known and not file.startswith(_pictures(actor)) for file in files):
            faults.add(f"{at}.images", "unknown", _("There is no such picture. Send it first."))
        _check_texts(row.texts, faults, f"{at}.images")
        _check_documents(actor, row, known, faults, f"{at}.documents")


def _check_texts(texts: Mapping[str, Mapping[str, str]], faults: Faults, at: str) -> None:
    for told in texts.values():
        _check_words(told, LONGEST_TEXT, faults, at)


def _check_words(told: Mapping[str, str], most: int, faults: Faults, at: str) -> None:
    if not LANGUAGES.issuperset(told):
        faults.add(at, "language", _("Texts are in zh-hans, zh-hant or en."))
    if any(len(text) > most or "\0" in text for text in told.values()):
        faults.add(at, "too-long", _("At most %(most)s characters.") % {"most": most})


def _check_documents(
    actor: Actor, row: ProductRow, known: set[tuple[str, str]], faults: Faults, at: str
) -> None:
    documents: Sequence[DocumentRow] = row.documents or ()
    if len(documents) > MOST_DOCUMENTS:
        faults.add(at, "too-many", _("At most %(most)d.") % {"most": MOST_DOCUMENTS})
    own = f"{folder_of(own_organisation_id(actor))}/{actor.market_id.hex}/"
    for k, each in enumerate(documents):
        name = each.name
        if not name.strip() or name != name.strip() or "\0" in name or len(name) > LONGEST_NAME:
            told = _("Name the document, in at most %(most)d characters.") % {"most": LONGEST_NAME}
            faults.add(f"{at}.{k}.name", "required", told)
        _check_words(each.names, LONGEST_NAME, faults, f"{at}.{k}.names")
        if each.kind not in set(ProductDocumentKind):
            faults.add(f"{at}.{k}.kind", "unknown", _("Choose one of those on offer."))
        if (row.code, each.file) not in known and not each.file.startswith(own):
            faults.add(f"{at}.{k}.file", "unknown", _("There is no such document. Send it first."))
    if len({each.file for each in documents}) < len(documents):
        faults.add(at, "twice", _("Each document once."))


def _pictures(actor: Actor) -> str:
    return f"catalogue/{actor.market_id.hex}/"


def _known(actor: Actor, rows: Sequence[ProductRow]) -> set[tuple[str, str]]:
    """What is shown already, by product and file."""
    market = {
        "market_id": actor.market_id,
        "product__code__in": [row.code for row in rows if "\0" not in row.code],
    }
    known: set[tuple[str, str]] = set()
    if any(row.images or any(each.image for each in row.variants) for row in rows):
        known |= set(Image.objects.filter(**market).values_list("product__code", "file"))
    if any(row.documents for row in rows):
        known |= set(ProductDocument.objects.filter(**market).values_list("product__code", "file"))
    return known

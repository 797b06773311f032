"""The files of a product's documents, each for who may see it: buyers, its writer, who reviews it."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from dinghuo.catalogue.models import ProductDocument
from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.assortment import range_of, shown_rows
from dinghuo.catalogue.queries.own_description import own_description
from dinghuo.catalogue.queries.versions import version
from dinghuo.catalogue.rules.document_files import name_of
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound

__all__ = ["name_of", "own_document", "reviewed_document", "shown_document"]


def shown_document(
    actor: Actor, storefront_id: UUID, document_id: UUID, buyer_id: UUID | None = None
) -> Path:
    """The file of a document of a product that the storefront shows to a buyer (None: the actor's organisation).

    Raises NotFound for any other. Three statements.
    """
    require(actor, SEE_PRODUCTS)
    found = ProductDocument.objects.filter(market_id=actor.market_id, id=document_id).first()
    if found is None:
        raise NotFound(str(document_id))
    rows = shown_rows(actor, range_of(actor, storefront_id, buyer_id))
    if not rows.filter(product_id=found.product_id).exists():
        raise NotFound(str(document_id))
    return _there(found.file)


def own_document(actor: Actor, code: str, name: str) -> Path:
    """The file with this name of a product as the actor's house works on it. Raises NotFound."""
    return _named(name, [each.file for each in own_description(actor, code).documents or ()])


def reviewed_document(actor: Actor, version_id: UUID, name: str) -> Path:
    """The file with this name of a version, or of what buyers saw before it. Raises NotFound."""
    sheet = version(actor, version_id)
    before = (sheet.version.before or {}).get("documents") or ()
    files = [each.file for each in sheet.row.documents or ()] + [each["file"] for each in before]
    return _named(name, files)


def _named(name: str, files: Iterable[str]) -> Path:
    found = next((file for file in files if name_of(file) == name), None)
    if found is None:
        raise NotFound(name)
    return _there(found)


def _there(file: str) -> Path:
    place = Path(settings.MEDIA_ROOT) / file
    if not place.is_file():
        raise NotFound(file)
    return place

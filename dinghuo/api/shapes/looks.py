"""Pictures and documents of products as the API tells them."""

from typing import Any, Literal

from django.conf import settings
from pydantic import Field

from dinghuo.api.shapes.answer import Answer
from dinghuo.catalogue.queries.pictures import sizes_of
from dinghuo.foundation.fields import translated

BASE = "/api/v1"
DocumentKind = Literal["manual", "data-sheet", "drawing", "other"]


class SizeAnswer(Answer):
    """One size of a picture."""

    width: int = Field(description="Pixels, at most.")
    address: str


class PictureAnswer(Answer):
    """A picture with its sizes."""

    address: str
    text: str = Field(
        description="What is to be seen, in the reader's language; empty where nobody has said."
    )
    sizes: list[SizeAnswer] = Field(description="The smallest first; empty for a drawing, which has one.")


class ProductDocumentAnswer(Answer):
    """A manual, data sheet or drawing."""

    id: str
    kind: DocumentKind
    name: str
    address: str = Field(description="To be asked for with the same key.")


class FileAnswer(Answer):
    """A file that was kept."""

    file: str = Field(description="What a product's pictures and documents name it by.")


class OwnPictureAnswer(Answer):
    """A picture as its seller works on it."""

    file: str
    texts: dict[str, str]


class OwnDocumentAnswer(Answer):
    """A document as its seller works on it."""

    file: str
    kind: DocumentKind
    name: str
    names: dict[str, str]


class LooksAnswer(Answer):
    """Pictures and documents of a product as its seller works on them: not yet what buyers see."""

    product: str
    pictures: list[OwnPictureAnswer]
    documents: list[OwnDocumentAnswer]


def picture_shape(picture: Any) -> dict[str, Any]:
    """A picture that buyers see."""
    return {
        "address": f"{settings.MEDIA_URL}{picture.file}",
        "text": translated("", picture.texts),
        "sizes": [
            {"width": width, "address": f"{settings.MEDIA_URL}{file}"}
            for width, file in sizes_of(picture.file)
        ],
    }


def document_shape(document: Any) -> dict[str, Any]:
    """A document that buyers see."""
    return {
        "id": str(document.id),
        "kind": document.kind,
        "name": translated(document.name, document.names),
        "address": f"{BASE}/product-documents/{document.id}",
    }


def looks_shape(row: Any) -> dict[str, Any]:
    """What the seller works on."""
    return {
        "product": row.code,
        "pictures": [{"file": file, "texts": row.texts.get(file, {})} for file in row.images],
        "documents": [
            {"file": each.file, "kind": each.kind, "name": each.name, "names": each.names}
            for each in row.documents or ()
        ],
    }

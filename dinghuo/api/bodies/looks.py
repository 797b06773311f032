"""Bodies of the calls about pictures and documents of products."""

from typing import Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import ListName, LookIn, Place

DocumentKind = Literal["manual", "data-sheet", "drawing", "other"]


class FileIn(Body):
    """A file to be kept, in base64."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"use": "document", "content": "JVBERi0xLjQKJSVFT0YK"}]}
    )

    use: Literal["picture", "document"]
    content: LookIn = Field(description="PNG, JPEG or WebP; a document may be a PDF. In base64.")


class PictureIn(Part):
    """A picture, by the file that was kept for it."""

    file: Place
    texts: dict[Literal["zh-hans", "zh-hant", "en"], Place] = Field(
        default_factory=dict, description="What is to be seen, by language."
    )


class ProductDocumentIn(Part):
    """A document, by the file that was kept for it."""

    file: Place
    kind: DocumentKind
    name: ListName
    names: dict[Literal["zh-hans", "zh-hant", "en"], Place] = Field(default_factory=dict)


class LooksIn(Body):
    """All pictures of a product in their order, and all its documents; what isn't named is taken away."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"pictures": [], "documents": []}]})

    pictures: list[PictureIn] = Field(max_length=30)
    documents: list[ProductDocumentIn] = Field(max_length=20)

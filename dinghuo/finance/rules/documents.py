"""Names the document on whose account money or credit moves."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Document:
    """A document by kind ("order", "invoice", "payment"), id and number."""

    kind: str
    id: UUID
    number: str = ""

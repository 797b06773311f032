"""Names the document on whose account goods, money or credit move."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Document:
    """A document by kind ("order", "shipment", "invoice", "payment"), id and number."""

    kind: str
    id: UUID
    number: str = ""

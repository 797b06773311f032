"""The shape of news: a domain's events.py subclasses Event and gives the kind; nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID


@dataclass(frozen=True)
class Event:
    """Something that has happened to a subject.

    `parties` are the organisations that may know; `data` holds plain JSON values (decimals as strings).
    """

    kind: ClassVar[str]
    subject_kind: ClassVar[str]

    subject_id: UUID
    subject_number: str = ""
    parties: Sequence[UUID] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

"""The imports of an organisation: the list, and one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.integration.models import Import
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.rules.sheets.sheets import SHEETS
from dinghuo.integration.states import WORKING, ImportKind, ImportState
from dinghuo.organisations.queries.own import own_organisation_id


@dataclass(frozen=True)
class ImportLine:
    """An import. `done` of `total` rows are read or written; `counts` by what the rows do; `asks_for_columns`: somebody
    has to say what they mean."""

    id: UUID
    number: str
    kind: str
    state: str
    file_name: str
    options: Mapping[str, str]
    headings: Sequence[str]
    samples: Sequence[Sequence[str]]
    columns: Sequence[str]
    total: int
    done: int
    counts: Mapping[str, int]
    refusal: str
    person_name: str
    uploaded_at: datetime
    began_at: datetime

    @property
    def asks_for_columns(self) -> bool:
        """True if nobody knows what the columns mean."""
        return self.state == ImportState.UPLOADED and bool(self.headings)

    @property
    def ignored_columns(self) -> list[str]:
        """The headings of columns that aren't imported, once it is clear what the others mean."""
        if self.asks_for_columns:
            return []
        named = zip(self.columns, self.headings, strict=True)
        return [heading.strip() for key, heading in named if not key and heading.strip()]

    @property
    def is_working(self) -> bool:
        """True while a job works on it."""
        return self.state in WORKING and not self.asks_for_columns

    @property
    def rows_a_second(self) -> int:
        """How fast the work goes."""
        return int(self.done / max((now() - self.began_at).total_seconds(), 0.5))

    @property
    def seconds_left(self) -> int:
        """How long it takes still, at this rate."""
        rate = self.rows_a_second
        return max(self.total - self.done, 0) // rate + 1 if rate else 0


def import_kinds(actor: Actor) -> list[ImportKind]:
    """What the actor may import. Raises NotAllowed where that is nothing."""
    kinds = [kind for kind in SHEETS if allows(actor, OF_KIND[kind])]
    if not kinds:
        raise NotAllowed(OF_KIND[ImportKind.PRICES])
    return kinds


def sheet_imports(actor: Actor, after: str | None = None, limit: int | None = None) -> Page[ImportLine]:
    """The imports of the actor's organisation that it could have made itself, the newest first. One statement."""
    rows = _own(actor)
    if cursor := decode_cursor(after, str):
        rows = rows.filter(number__lt=cursor[0])
    size = bounded(limit)
    found = [_line(row) for row in rows.order_by("-number")[: size + 1]]
    return cut(found, size, lambda row: (row.number,))


def sheet_import(actor: Actor, number: str) -> ImportLine:
    """One of them. Raises NotFound."""
    return _line(own_import(actor, number))


def own_import(actor: Actor, number: str) -> Import:
    """The row of one of them. Raises NotFound."""
    found = _own(actor).filter(number=number.replace("\0", "")).first()
    if found is None:
        raise NotFound(number)
    return found


def _own(actor: Actor) -> QuerySet[Import]:
    kinds = [kind.value for kind in import_kinds(actor)]
    return Import.objects.filter(
        market_id=actor.market_id, organisation_id=own_organisation_id(actor), kind__in=kinds
    )


def _line(row: Import) -> ImportLine:
    return ImportLine(
        id=row.id,
        number=row.number,
        kind=row.kind,
        state=row.state,
        file_name=row.file_name,
        options=row.options,
        headings=row.headings,
        samples=row.samples,
        columns=row.columns,
        total=row.total,
        done=row.done,
        counts=row.counts,
        refusal=row.refusal,
        person_name=row.person_name,
        uploaded_at=row.uploaded_at,
        began_at=row.began_at,
    )

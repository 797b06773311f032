"""Reads an import's file and writes the preview: what each row would do, and what is wrong with it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any
from uuid import UUID

from dinghuo.catalogue.models import Attribute
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.ids import new_id, new_ids
from dinghuo.foundation.json_text import json_text
from dinghuo.foundation.statements import beside, fetch
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.models import Import, ImportRow, KnownColumn
from dinghuo.integration.rules.sheets.guess import (
    HEADING_WITHIN,
    guess_columns,
    heading_row,
    missing,
    names_of,
    plain_heading,
)
from dinghuo.integration.rules.sheets.kinds import Sheet
from dinghuo.integration.rules.sheets.rows import ReadRow, reader_of
from dinghuo.integration.states import ImportState, RowState
from dinghuo.integration.steps.imports.companions import Companions, is_kit
from dinghuo.integration.steps.imports.handling import RowFault, Verdict
from dinghuo.integration.steps.imports.handlings import HANDLINGS, sheet_of
from dinghuo.integration.steps.imports.picture_zip import picture_zip
from dinghuo.integration.steps.imports.read_sheet import Row, SheetRows, Unreadable, read_sheet
from dinghuo.integration.steps.imports.same_rows import Earlier, SameRows
from dinghuo.integration.steps.imports.uploads import place_of
from dinghuo.integration.steps.imports.words import file_words

WRITE = beside(__file__, "write_import_rows")
CONTRADICT = beside(__file__, "contradict_import_rows")
SAMPLES = 4
#: The column that is told by its heading.
PARTICULAR = "detail"


class Overtaken(Exception):
    """Another preview of the same import has been begun."""


def plan_import(actor: Actor, import_id: UUID) -> None:
    """Make the preview of an import in state uploaded or mapped, in as many transactions as it has chunks.

    Ends in state previewed; in uploaded with the guessed columns where somebody has to say what they mean; in refused
    with the reason. Begun again, it begins anew; one that was begun before then stops.
    """
    imported = _begin(actor, import_id)
    sheet = sheet_of(imported.kind)
    try:
        if imported.pictures:
            with picture_zip(place_of(imported.pictures)):
                pass  # it can be opened: what is in it is looked at with the rows it belongs to
        with read_sheet(place_of(imported.file), sheet.most_rows) as source:
            _preview(actor, imported, sheet, source)
    except Overtaken:
        return
    except Unreadable as fault:
        _refuse(actor, imported, file_words(fault.code, fault.most))
    except FileNotFoundError:
        _refuse(actor, imported, file_words("gone", 0))


def _begin(actor: Actor, import_id: UUID) -> Import:
    with acting(actor):
        imported = Import.objects.select_for_update().get(market_id=actor.market_id, id=import_id)
        ImportRow.objects.filter(market_id=actor.market_id, imported=imported).delete()
        imported.plan, imported.began_at, imported.touched_at = new_id(), now(), now()
        imported.done, imported.chunks, imported.chunks_done = 0, [], 0
        imported.save()
    return imported


def _preview(actor: Actor, imported: Import, sheet: Sheet, source: SheetRows) -> None:
    rows = iter(source)
    head = list(islice(rows, HEADING_WITHIN))
    if not _read_heading(actor, imported, sheet, head):
        return
    below = [row for row in head if row[0] > imported.heading_position]
    imported.total = max(source.total - imported.heading_position, 0)
    _keep(actor, imported, ["state", "headings", "heading_position", "samples", "columns", "total"])
    companions = Companions()
    writer = _Writer(actor, imported, sheet, companions)
    for some in _chunks(sheet, _read(imported, sheet, chain(below, rows)), companions):
        writer.write(some)
    if not writer.turn:
        raise Unreadable("no-rows")
    imported.state, imported.total, imported.counts = (
        ImportState.PREVIEWED.value,
        writer.turn,
        dict(writer.counts),
    )
    imported.tries = 0
    _keep(actor, imported, ["state", "total", "counts", "chunks", "done", "touched_at", "tries"])


def _read_heading(actor: Actor, imported: Import, sheet: Sheet, head: Sequence[Row]) -> bool:
    """Whether it is clear what the columns mean; else they are kept with what they seem to mean."""
    if imported.state == ImportState.MAPPED:
        return True
    if not head:
        raise Unreadable("empty")
    with acting(actor):
        known = _particulars(actor, sheet) | _known(actor, imported)
    place = heading_row(sheet, [cells for _position, cells in head], known)
    imported.heading_position, imported.headings = head[place]
    imported.samples = [cells for _position, cells in head[place + 1 :][:SAMPLES]]
    imported.columns = guess_columns(sheet, imported.headings, known)
    if missing(sheet, imported.columns):
        imported.tries = 0
        _keep(actor, imported, ["headings", "heading_position", "samples", "columns", "touched_at", "tries"])
        return False
    imported.state = ImportState.MAPPED.value
    return True


def _particulars(actor: Actor, sheet: Sheet) -> dict[str, str]:
    """Headings that are named as categories name what they ask of goods, where no column of the sheet is."""
    if PARTICULAR not in sheet.by_key:
        return {}
    rows = Attribute.objects.filter(market_id=actor.market_id).values_list("key", "name", "names")
    told = {plain_heading(word) for key, name, names in rows for word in (key, name, *names.values())}
    return dict.fromkeys(told - names_of(sheet).keys() - {""}, PARTICULAR)


def _known(actor: Actor, imported: Import) -> dict[str, str]:
    rows = KnownColumn.objects.filter(
        market_id=actor.market_id, organisation_id=imported.organisation_id, kind=imported.kind
    )
    return dict(rows.values_list("heading", "column"))


def _read(imported: Import, sheet: Sheet, rows: Iterable[Row]) -> Iterator[ReadRow]:
    read = reader_of(sheet, imported.columns, imported.headings)
    repairs: Mapping[str, Mapping[str, str]] = imported.repairs
    for position, cells in rows:
        if str(position) in repairs:
            for place, text in repairs[str(position)].items():
                cells.extend([""] * (int(place) + 1 - len(cells)))
                cells[int(place)] = text
        yield read(position, cells)


def _chunks(sheet: Sheet, rows: Iterator[ReadRow], companions: Companions) -> Iterator[list[ReadRow]]:
    """The rows, a chunk at a time; where they have families, each family whole and in one, and kits after their
    parts."""
    if not sheet.family:
        while some := list(islice(rows, sheet.chunk)):
            yield some
        return
    families: dict[str, list[ReadRow]] = {}
    for row in rows:
        families.setdefault(row.family(sheet), []).append(row)
    companions.read(families.values())
    some = []
    for family in _in_turn(sheet, families.values()):
        if some and len(some) + len(family) > sheet.chunk:
            yield some
            some = []
        some.extend(family)
    if some:
        yield some


def _in_turn(sheet: Sheet, families: Collection[list[ReadRow]]) -> Collection[list[ReadRow]]:
    """As they stand in the sheet where they are one chunk; else kits last, since each chunk is written by itself."""
    if sum(map(len, families)) <= sheet.chunk:
        return families
    return sorted(families, key=lambda family: any(map(is_kit, family)))


class _Writer:
    """Checks rows and writes them, a chunk in a transaction."""

    def __init__(self, actor: Actor, imported: Import, sheet: Sheet, companions: Companions):
        self.actor, self.imported, self.handling = actor, imported, HANDLINGS[sheet.kind]
        self.companions = companions
        self.turn = 0
        self.counts: Counter[str] = Counter()
        self.same = SameRows()

    def write(self, rows: Sequence[ReadRow]) -> None:
        """Write a chunk of the preview. Raises Overtaken."""
        with acting(self.actor):
            mine = Import.objects.select_for_update().filter(
                market_id=self.actor.market_id, id=self.imported.id, plan=self.imported.plan
            )
            if mine.values_list("id").first() is None:
                raise Overtaken
            verdicts = self.handling.check(self.actor, self.imported, rows, self.companions)
            self._contradict(self.same.judge(rows, verdicts, self.turn + 1))
            fetch(WRITE, self._columns(rows, verdicts))
            self.turn += len(rows)
            self.counts.update(str(verdict.state) for verdict in verdicts)
            self.imported.chunks.append({"turn": self.turn})
            self.imported.done, self.imported.touched_at = self.turn, now()
            mine.update(done=self.turn, touched_at=self.imported.touched_at)

    def _contradict(self, late: Sequence[tuple[Earlier, RowFault]]) -> None:
        """Mark rows of earlier chunks that one of this chunk contradicts."""
        if not late:
            return
        fetch(
            CONTRADICT,
            {
                "market": self.actor.market_id,
                "import": self.imported.id,
                "turns": [earlier.turn for earlier, _fault in late],
                "faults": [_json([fault]) for _earlier, fault in late],
            },
        )
        for earlier, _fault in late:
            self.counts[earlier.state] -= 1
            self.counts[RowState.WRONG.value] += 1
        self.counts = +self.counts

    def _columns(self, rows: Sequence[ReadRow], verdicts: Sequence[Verdict]) -> dict[str, Any]:
        return {
            "market": self.actor.market_id,
            "organisation": self.imported.organisation_id,
            "import": self.imported.id,
            "rows": _json(
                [
                    {
                        "id": row_id,
                        "turn": turn,
                        "position": row.position,
                        "state": verdict.state,
                        "cells": row.cells,
                        "faults": verdict.faults,
                        "before": verdict.before,
                    }
                    for turn, (row_id, row, verdict) in enumerate(
                        zip(new_ids(len(rows)), rows, verdicts, strict=True), self.turn + 1
                    )
                ]
            ),
        }


def _json(value: Any) -> str:
    # A database text holds no NUL.
    return json_text(value).replace("\\u0000", "")


def _keep(actor: Actor, imported: Import, columns: Sequence[str]) -> None:
    with acting(actor):
        rows = Import.objects.filter(market_id=actor.market_id, id=imported.id, plan=imported.plan)
        if not rows.update(**{column: getattr(imported, column) for column in columns}):
            raise Overtaken


def _refuse(actor: Actor, imported: Import, words: str) -> None:
    imported.state, imported.refusal, imported.touched_at = ImportState.REFUSED.value, words, now()
    with acting(actor):
        rows = ImportRow.objects.filter(market_id=actor.market_id, imported=imported)
        rows.delete()
        Import.objects.filter(market_id=actor.market_id, id=imported.id, plan=imported.plan).update(
            state=imported.state, refusal=words, touched_at=imported.touched_at
        )

"""A program of its own that reads one uploaded sheet within bounds and writes its rows as lines of JSON.

It runs apart (read_sheet.py) because a hostile file may make a decoder take any memory and time: then only this process
ends. It imports nothing of the program. Lines: {"rows": n} first, then lists of [number in the file, cells], and
{"end": true}; or {"refused": code, "most": n}.
"""

import csv
import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

MEGABYTE = 1024 * 1024
#: Address space and processor seconds that a file may take.
MOST_MEMORY = 768 * MEGABYTE
MOST_SECONDS = 60
#: What is in the zip may be no larger than this: 200,000 rows of 20 columns take about 150 MB.
MOST_UNPACKED = 512 * MEGABYTE
MOST_ENTRIES = 5_000
MOST_COLUMNS = 100
MOST_SIGNS = 10_000
MOST_MERGED = 50_000
BATCH = 1_000
XLS = b"\xd0\xcf\x11\xe0"
Row = tuple[int, list[str]]


class Refused(Exception):
    """The file isn't read: a code (words in steps/imports/words.py) and the bound that it passes."""

    def __init__(self, code: str, most: int = 0):
        super().__init__(code)
        self.code, self.most = code, most


def main(path: str, most_rows: int) -> None:
    """Read the file and write what stands in it."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with open(path, "rb") as file:
            content = file.read()
        height, rows = _open(content)
        say({"rows": height})
        for batch in batches(bounded(rows, most_rows)):
            say(batch)
        say({"end": True})
    except Refused as refused:
        say({"refused": refused.code, "most": refused.most})
    except MemoryError:
        say({"refused": "too-much", "most": 0})


def say(line: Any) -> None:
    """Write one line."""
    sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def bounded(rows: Iterable[Row], most_rows: int) -> Iterator[Row]:
    """The rows in which anything stands, without the empty cells at their ends."""
    found = 0
    for number, cells in rows:
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        found += 1
        # One more than the rows: their headings.
        if found > most_rows + 1:
            raise Refused("too-many-rows", most_rows)
        if len(cells) > MOST_COLUMNS:
            raise Refused("too-many-columns", MOST_COLUMNS)
        yield number, cells


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, many at a time."""
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _open(content: bytes) -> tuple[int, Iterable[Row]]:
    if content[:4] == b"PK\x03\x04":
        _check_zip(content)
        return _book(content)
    if content[:4] == XLS:
        return _book(content)
    return _text(content)


def _check_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
        raise Refused("broken") from fault
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused("bomb", MOST_UNPACKED // MEGABYTE)
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise Refused("type")


def _book(content: bytes) -> tuple[int, Iterable[Row]]:
    # Imported under the limits above.
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [
            each.name
            for each in book.sheets_metadata
            if each.typ == python_calamine.SheetTypeEnum.WorkSheet
            and each.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        sheets = (book.get_sheet_by_name(name) for name in shown)
        sheet = next((each for each in sheets if each.height), None)
    except python_calamine.PasswordError as fault:
        raise Refused("password") from fault
    # Decoders raise whatever they like on broken bytes, a Rust panic is no Exception: all mean the same here.
    except BaseException as fault:
        raise Refused("broken") from fault
    if sheet is None:
        raise Refused("empty")
    return (sheet.end or (0, 0))[0] + 1, _filled(sheet)


def _filled(sheet: Any) -> Iterator[Row]:
    """The rows of a sheet as texts; what is merged over several rows stands in each of them."""
    # Rows are given from the first of the sheet on, cells from the first column in which anything stands.
    left = sheet.start[1]
    merged: dict[int, list[tuple[int, int]]] = {}
    for (top, column), (bottom, _right) in list(sheet.merged_cell_ranges or ())[:MOST_MERGED]:
        if bottom > top:
            merged.setdefault(top, []).append((column - left, bottom))
    open_fills: dict[int, tuple[int, str]] = {}
    for place, values in enumerate(sheet.iter_rows()):
        cells = [value if type(value) is str else plain(value) for value in values]
        if open_fills:
            for column, (bottom, text) in list(open_fills.items()):
                if place > bottom:
                    del open_fills[column]
                elif column < len(cells) and not cells[column]:
                    cells[column] = text
        for column, bottom in merged.get(place, ()):
            if 0 <= column < len(cells) and cells[column]:
                open_fills[column] = (bottom, cells[column])
        yield place + 1, [cell[: MOST_SIGNS + 1] for cell in cells] if _is_long(cells) else cells


def _is_long(cells: Sequence[str]) -> bool:
    return any(len(cell) > MOST_SIGNS for cell in cells)


def plain(value: Any) -> str:
    """A cell's value as the text that a person sees: whole numbers without .0, days as ISO."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        # A spreadsheet keeps and shows 15 digits: 0.1 + 0.2 is 0.3 to whoever typed it.
        text = f"{value:.15g}"
        return f"{Decimal(text):f}" if "e" in text else text
    if isinstance(value, datetime):
        at = value.time()
        return value.date().isoformat() if at == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _text(content: bytes) -> tuple[int, Iterable[Row]]:
    text = _decoded(content)
    lines = text.count("\n") + 1
    csv.field_size_limit(MOST_SIGNS * 10)
    head = text[:20_000]
    mark = max(",;\t|", key=head.count)
    return lines, _read_csv(text, mark)


def _read_csv(text: str, mark: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip()[: MOST_SIGNS + 1] for cell in cells]
    except csv.Error as fault:
        raise Refused("broken") from fault


#: How files of pictures begin.
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif b"\0" in content[:4096] or content.startswith(PICTURES):
        raise Refused("type")
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # A picture or a program decodes now and then; its control characters give it away.
        strange = sum(sign < " " and sign not in "\t\r\n\f" for sign in text[:4096])
        if (
            strange > 4
            or text[:5] == "%PDF-"
            or text[:200].lstrip().lower().startswith(("<!doctype", "<html", "<svg"))
        ):
            raise Refused("type")
        if not text.strip():
            raise Refused("empty")
        return text
    raise Refused("encoding")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

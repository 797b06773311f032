"""Writes rows as xlsx or csv, one after the other to disk, nothing of which a spreadsheet takes for a formula."""

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from dinghuo.foundation.quantity import plain

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: A cell that begins with one of these is read as a formula (OWASP, CSV injection).
RISKY = ("=", "+", "-", "@", "\t", "\r")
#: A sheet of xlsx has no more rows; what is longer goes on in the next one.
SHEET_ROWS = 1_048_576


def write_table(kind: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> IO[bytes]:
    """A file of these rows, kind "xlsx" or "csv", to be read from its beginning; it is gone once it is closed.

    Dates and numbers stay dates and numbers. A list of any length takes the same memory.
    """
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # whoever sends it closes it
    try:
        (_write_xlsx if kind == "xlsx" else _write_csv)(file, head, rows)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _write_csv(file: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    # Excel takes a csv for UTF-8 only with the mark in front.
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow([_harmless(cell) for cell in head])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    text.detach()


def _harmless(cell: Any) -> Any:
    if isinstance(cell, str) and cell.startswith(RISKY):
        return f"'{cell}"
    return _figure(cell) if isinstance(cell, Decimal) else cell


def _figure(number: Decimal) -> str:
    """Amounts keep their cents; of what is kept to more places, only those that say something are written."""
    return plain(number) if int(number.as_tuple().exponent) < -2 else f"{number:f}"


def _write_xlsx(file: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    # 10 MB of each process that never writes a sheet.
    import xlsxwriter

    # Row by row on disk.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        forms = (
            book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
        bold = book.add_format({"bold": True})
        sheet, place = None, SHEET_ROWS
        for row in rows:
            if sheet is None or place == SHEET_ROWS:
                sheet, place = _sheet(book, head, bold), 1
            for column, cell in enumerate(row):
                _write(sheet, place, column, cell, forms)
            place += 1
        if sheet is None:
            _sheet(book, head, bold)


def _sheet(book: Any, head: Sequence[str], bold: Any) -> Any:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, words in enumerate(head):
        sheet.write_string(0, column, words, bold)
    return sheet


def _write(sheet: Any, row: int, column: int, cell: Any, forms: Sequence[Any]) -> None:
    moment, day = forms
    if isinstance(cell, datetime):
        sheet.write_datetime(row, column, cell.replace(tzinfo=None), moment)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)
    elif isinstance(cell, Decimal | int | float):
        sheet.write_number(row, column, float(cell))
    elif cell is not None:
        sheet.write_string(row, column, str(cell))

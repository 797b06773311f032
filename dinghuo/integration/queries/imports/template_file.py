"""The template of a kind of sheet as xlsx: headings, an example and explanations in the reader's language."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dinghuo.foundation.actor import Actor, require
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.rules.sheets.kinds import Column, in_language
from dinghuo.integration.rules.sheets.sheets import SHEETS
from dinghuo.integration.states import ImportKind

if TYPE_CHECKING:
    import xlsxwriter

#: Rows that get the lists of choices; who has more copies them down.
PREPARED = 2000
EXPLANATION = ("What the columns mean", "填写说明", "填寫說明")
HEADINGS = (
    ("Column", "列名", "欄名"),
    ("Needed", "必填", "必填"),
    ("What it holds", "说明", "說明"),
    ("Example", "示例", "示例"),
    ("Choices", "可选值", "可選值"),
)
NEEDED = ("needed", "必填", "必填")


def template_file(actor: Actor, kind: ImportKind, language: str) -> bytes:
    """The file. Codes and barcodes are columns of text, so that no spreadsheet takes zeros away."""
    # 10 MB of each process that never writes a sheet.
    import xlsxwriter

    require(actor, OF_KIND[kind])
    sheet = SHEETS[kind]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(kind.value)
        needed = book.add_format({"bold": True, "bg_color": "#f3e9d8", "num_format": "@"})
        plain = book.add_format({"bold": True, "bg_color": "#e6e3dc", "num_format": "@"})
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page.freeze_panes(1, 0)
        for place, column in enumerate(sheet.columns):
            form = day if column.form == "day" else text if column.form in ("code", "gtin", "text") else None
            page.set_column(place, place, 18, form)
            page.write_string(0, place, column.name(language), needed if column.needed else plain)
            example = in_language(column.example, language)
            if example and column.form in ("number", "whole"):
                page.write_number(1, place, float(example))
            elif example:
                page.write_string(1, place, example)
            if column.choices:
                choices = [in_language(words, language) for words in column.choices.values()]
                page.data_validation(1, place, PREPARED, place, {"validate": "list", "source": choices})
        _explain(book, sheet.columns, language)
    return out.getvalue()


def _explain(book: "xlsxwriter.Workbook", columns: Sequence[Column], language: str) -> None:
    page = book.add_worksheet(in_language(EXPLANATION, language))
    bold = book.add_format({"bold": True})
    page.set_column(0, 4, 26)
    for place, words in enumerate(HEADINGS):
        page.write_string(0, place, in_language(words, language), bold)
    for row, column in enumerate(columns, 1):
        choices = ", ".join(in_language(words, language) for words in column.choices.values())
        cells = (
            column.name(language),
            in_language(NEEDED, language) if column.needed else "",
            in_language(column.hint, language),
            in_language(column.example, language),
            choices,
        )
        for place, cell in enumerate(cells):
            page.write_string(row, place, cell)

"""Reads a customer's own codes from what is pasted out of a spreadsheet."""

import re

from dinghuo.catalogue.actions.wording.save_customer_codes import CodeRow

_APART = re.compile(r"\s*[,;|，；]\s*|\s+")
_HEADINGS = {"sku", "code", "article", "编码", "商品编码", "編碼", "商品編碼", "货号", "貨號"}


def pasted_codes(text: str) -> list[CodeRow]:
    """Rows of a text: article, own code, own name; apart by tabs as spreadsheets copy them, else by commas or spaces.

    A first line of headings is left out.
    """
    rows = []
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        parts = line.split("\t") if "\t" in line else _APART.split(line.strip(), maxsplit=2)
        sku, code, name = [*(part.strip() for part in parts), "", ""][:3]
        if number or sku.lower() not in _HEADINGS:
            rows.append(CodeRow(sku, code, name))
    return rows

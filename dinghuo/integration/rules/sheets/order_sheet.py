"""The columns of a sheet of goods to be ordered, and what its rows say: one line of text each."""

from collections.abc import Sequence
from dataclasses import replace

from dinghuo.integration.rules.sheets.cells import read_code, read_gtin, read_number
from dinghuo.integration.rules.sheets.goods_columns import NAME, SKU, UNIT
from dinghuo.integration.rules.sheets.guess import guess_columns, heading_row, names_of, plain_heading
from dinghuo.integration.rules.sheets.kinds import Column, Columns, called
from dinghuo.integration.rules.sheets.tidy import tidy_text

GTIN = Column(
    "gtin",
    ("Barcode", "条码", "條碼"),
    "gtin",
    called=called("国际条码 商品条码 条形码 69码 條形碼 商品條碼 ean ean13 gtin upc barcodeno"),
)
QUANTITY = Column(
    "quantity",
    ("Quantity", "数量", "數量"),
    "number",
    called=called(
        "订货数量 订购数量 采购数量 下单数量 要货数量 需求数量 件数 訂貨數量 訂購數量 採購數量 "
        "qty orderqty orderquantity amount pieces"
    ),
)
OWN_CODE = Column("own_code", ("Our code", "我方编码", "我方編碼"), called=called("客户编码 自编码 客戶編碼"))
ORDERED = Columns(columns=(replace(SKU, needed=False), GTIN, OWN_CODE, NAME, QUANTITY, UNIT))
#: Which column says best what is meant.
NAMED_BY = ("sku", "gtin", "own_code", "name")


def ordered_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """A line for each row: what it names, a tab, how many of which unit. A sheet without headings is read cell by cell.
    A code of which a spreadsheet has cut off digits names nothing: the next column does, or else it stands as it is."""
    start = heading_row(ORDERED, rows, {})
    known = {key for key in _columns(rows[start]) if key} if rows else set()
    if not known & set(NAMED_BY):
        return ["\t".join(tidy_text(cell) for cell in row if cell) for row in rows]
    columns = _columns(rows[start])
    lines = (_line(dict(zip(columns, row, strict=False))) for row in rows[start + 1 :])
    return [line for line in lines if line]


def _columns(headings: Sequence[str]) -> list[str]:
    names = names_of(ORDERED)
    guessed = guess_columns(ORDERED, headings, {})
    return guessed if any(plain_heading(each) in names for each in headings) else [""] * len(headings)


def _line(cells: dict[str, str]) -> str:
    goods = _goods(cells)
    if not goods:
        return ""
    number, fault = read_number(cells.get("quantity", ""))
    quantity = cells.get("quantity", "") if fault or number is None else f"{number:f}"
    return "\t".join(
        part for part in (goods, f"{quantity} {tidy_text(cells.get('unit', ''))}".strip()) if part
    )


def _goods(cells: dict[str, str]) -> str:
    for key in NAMED_BY:
        text = tidy_text(cells.get(key, ""))
        if not text:
            continue
        code, fault = (read_gtin(text) if key == "gtin" else read_code(text)) if key != "name" else (text, "")
        if fault != "shortened":
            return str(code)
    return next((text for key in NAMED_BY if (text := tidy_text(cells.get(key, "")))), "")

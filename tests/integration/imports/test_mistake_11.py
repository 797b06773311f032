"""mistakes.md 11, in sheets that are imported: what spreadsheets do to codes and letters is undone, or told."""

from decimal import Decimal

import pytest

from dinghuo.integration.rules.sheets.cells import read_number
from tests.integration.imports.bring import Bringing, book

pytestmark = pytest.mark.django_db
CSV = "SKU,名称,价格\n00123,冰红茶,￥１２.５０\nA1,矿泉水,8\n"


@pytest.fixture
def bringing(drain):
    return Bringing(drain)


def told(bringing, imported) -> dict[int, list[str]]:
    return {row.position: row.cells for row in bringing.rows(imported)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_gbk_and_utf_8_are_the_same_sheet(bringing, encoding):
    found = bringing.bring("prices", CSV.encode(encoding))
    assert bringing.faults(found) == {}
    assert bringing.states(found) == {2: "changed", 3: "changed"}
    assert told(bringing, found)[2][1] == "冰红茶"


def test_merged_cells_full_width_digits_and_leading_zeros(bringing):
    rows = [("编码", "价格", "起订量"), ("００１２３", "１２．５０", "1"), ("A1", "８", "1")]
    found = bringing.bring("prices", book(*rows))
    assert bringing.faults(found) == {}
    assert bringing.states(found) == {2: "changed", 3: "changed"}


def test_barcodes_as_powers_of_ten_are_whole_again_or_told(bringing):
    head = ("SKU", "条码")
    found = bringing.bring("products", book((*head, "商品名称"), ("A1", "6.901234567892E+12", "水")))
    assert bringing.faults(found) == {}
    found = bringing.bring("products", book((*head, "商品名称"), ("A1", "6.90123E+12", "水")))
    assert bringing.faults(found) == {2: [("gtin", "shortened")]}
    found = bringing.bring("products", book((*head, "商品名称"), ("A1", 6901234567892.0, "水")))
    assert bringing.faults(found) == {}


def test_a_number_of_hundreds_of_digits_is_none():
    assert read_number("9" * 400) == ("9" * 400, "number")
    assert read_number("9" * 14) == (Decimal("9" * 14), "")

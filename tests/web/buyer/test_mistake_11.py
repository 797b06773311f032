"""mistakes.md 11: quick order by CSV and Excel doesn't break, whatever the spreadsheet has made of the file."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from dinghuo.catalogue.models import Code, Variant
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.rules.sheets.order_sheet import ordered_lines
from tests.makers import make_goods
from tests.web.buyer.conftest import Store, text

BOTTLE, BOX = "6901234567892", "00000001234565"


@pytest.fixture
def shop(store: Store) -> Store:
    """The goods that the sheets name: a code of digits with zeros in front, two barcodes, a name in Chinese."""
    boxed = make_goods(store.world.supplier, "00123", stock=500, box=24)
    spring = make_goods(store.world.supplier, "NFSQ-550", stock=500)
    with acting(store.world.system):
        Variant.objects.filter(id=boxed.id).update(gtin=BOTTLE)
        Code.objects.create(market_id=store.world.market_id, variant=boxed, code=BOTTLE, kind="gtin")
        Code.objects.create(market_id=store.world.market_id, variant=spring, code=BOX, kind="gtin")
    return store


def book(rows, merge=()) -> bytes:
    """These rows as xlsx; `merge` are ranges, each with its text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_numbers": False}) as made:
        sheet = made.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        for cells, words in merge:
            sheet.merge_range(cells, words)
    return out.getvalue()


def brought(shop: Store, name: str, content: bytes, mime: str = "application/octet-stream") -> str:
    """The page after a file was sent; the type that a browser gives it says nothing."""
    page = shop.browser.post("/quick-order/", {"lines": "", "file": SimpleUploadedFile(name, content, mime)})
    assert page.status_code == 200
    return text(page)


CSV = "商品编码,名称,数量,单位\r\n00123,冰红茶,１２,箱\r\nNFSQ-550,农夫山泉,6,瓶\r\n"


@pytest.mark.parametrize(
    ("encoding", "mime"),
    [
        ("utf-8", "text/csv"),
        ("utf-8-sig", "application/vnd.ms-excel"),
        ("gb18030", "application/vnd.ms-excel"),
        ("gbk", "text/plain"),
        ("utf-16", ""),
    ],
)
def test_csv_in_every_encoding_and_of_every_type(shop: Store, encoding: str, mime: str) -> None:
    page = brought(shop, "订单.csv", CSV.encode(encoding), mime)
    assert "2 lines are understood" in page
    assert "12 箱" in page


def test_semicolons_and_tabs_separate_too(shop: Store) -> None:
    for mark in (";", "\t"):
        assert "2 lines are understood" in brought(shop, "a.csv", CSV.replace(",", mark).encode())


def test_merged_cells_count_for_each_of_their_rows(shop: Store) -> None:
    rows = [("编码", "数量", "单位"), ("", 2, ""), ("", 5, ""), ("NFSQ-550", 7, "瓶")]
    page = brought(shop, "合并.xlsx", book(rows, [("A2:A3", "00123"), ("C2:C3", "瓶")]))
    assert "3 lines are understood" in page
    assert "00123\t2 瓶\n00123\t5 瓶\nNFSQ-550\t7 瓶" in page


def test_a_title_stands_above_the_headings(shop: Store) -> None:
    rows = [("2026 年 11 月补货", "", ""), (), ("货号", "订货数量", "备注"), ("００１２３", "１２", "急")]
    assert "1 line is understood" in brought(shop, "a.xlsx", book(rows))


def test_zeros_in_front_stay_and_lost_ones_of_barcodes_come_back(shop: Store) -> None:
    rows = [("SKU", "条码", "数量"), ("00123", "", 1), ("", 1234565, 2), ("", f"'{BOX}", 3)]
    page = brought(shop, "a.xlsx", book(rows))
    assert "2 lines are understood" in page
    assert "1 to be asked" in page
    assert ordered_lines([("SKU", "数量"), ("00123", "1")]) == ["00123\t1"]
    # Up to two zeros are an accident of a spreadsheet; seven are another number.
    assert ordered_lines([("条码", "数量"), ("12345678905", "1")]) == ["012345678905\t1"]


def test_barcodes_as_powers_of_ten_are_whole_again_or_named_otherwise(shop: Store) -> None:
    rows = [("条码", "商品名称", "数量"), (float(BOTTLE), "冰红茶", 4)]
    assert f"{BOTTLE}\t4" in brought(shop, "a.xlsx", book(rows))
    assert "1 line is understood" in brought(shop, "a.csv", "条码,数量\n6.901234567892E+12,4\n".encode("gbk"))
    # Digits are gone: the name says what is meant, and without one the reader is asked.
    assert ordered_lines([("条码", "名称", "数量"), ("6.90E+12", "Article 00123", "4")]) == [
        "Article 00123\t4"
    ]
    page = brought(shop, "b.csv", "条码,数量\n6.90E+12,4\n".encode())
    assert "1 to be asked" in page
    assert "6.90E+12" in page


def test_without_headings_cells_are_read_as_typed(shop: Store) -> None:
    assert "2 lines are understood" in brought(shop, "a.csv", b"00123,12\nNFSQ-550,6\n")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken", b"\x89PNG\r\n\x1a\n\0\0\0"])
def test_what_is_no_sheet_is_refused_in_words_and_what_was_typed_stays(shop: Store, content: bytes) -> None:
    sent = {"lines": "NFSQ-550 6", "file": SimpleUploadedFile("a.xlsx", content or b" ")}
    page = shop.browser.post("/quick-order/", sent)
    assert page.status_code == 422
    assert "NFSQ-550 6" in text(page)
    assert "field-fault" in text(page)

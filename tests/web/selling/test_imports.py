"""Sheets as a seller's browser brings them: looked at, repaired, imported, undone, behind every seller's door."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.models import Price
from tests.integration.imports.bring import book
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of
from tests.web.selling.test_prices import the_list


def bring(shop: Shop, drain, kind: str, content: bytes, **typed: str) -> str:
    """Upload a file; returns the address of its import below the door."""
    file = SimpleUploadedFile("spring.xlsx", content)
    answer = shop.browser.post(shop.path("imports"), {"kind": kind, "file": file, **typed})
    assert answer.status_code == 302
    address = answer["Location"].removeprefix(f"/{shop.door}/")
    assert "hx-trigger" in text_of(shop.ask(address))
    drain()
    return address


def rows_of(content: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_a_price_sheet_is_repaired_imported_and_undone(shop: Shop, drain) -> None:
    first, second = (each.sku for each in shop.goods[:2])
    content = book(("SKU", "价格"), (first, 12), (second, "ten"))
    address = bring(shop, drain, "prices", content, list=the_list(shop).key)
    page = text_of(shop.ask(address))
    assert "This is no number. Write it like 1234.50." in page
    assert "Import 1 row" in page
    assert "was 10" in text_of(shop.ask(address, state="changed"))
    field = re.search(r'name="(cells\.3\.amount)"', page)
    assert field
    shop.send(f"{address}/repairs", **{field[1]: "10.5", "was.3.amount": "ten"})
    drain()
    assert "Import 2 rows" in text_of(shop.ask(address))
    shop.send(f"{address}/apply")
    drain()
    assert "2 rows were written" in text_of(shop.ask(address))
    with acting(shop.world.system):
        now = Price.objects.filter(list=the_list(shop), valid__endswith=None)
        assert {f"{price.amount:f}" for price in now} >= {"12.000000", "10.500000"}
    shop.send(f"{address}/undo")
    drain()
    assert "Undone" in text_of(shop.ask(address))
    assert "spring.xlsx" in text_of(shop.ask("imports"))


def test_columns_are_asked_for(shop: Shop, drain) -> None:
    address = bring(shop, drain, "prices", book(("Art.", "Kostet"), (shop.goods[0].sku, 12)))
    page = text_of(shop.ask(address))
    assert "Which column is which?" in page
    answer = shop.send(f"{address}/columns", **{"columns.0": "sku"})
    assert answer.status_code == 422
    assert "Say which column is Price." in answer.content.decode()
    shop.send(f"{address}/columns", **{"columns.0": "sku", "columns.1": "amount"})
    drain()
    assert "Choose one for the whole import" in text_of(shop.ask(address)) or "choose one" in text_of(
        shop.ask(address)
    )


def test_what_is_no_sheet_is_refused_in_words(shop: Shop, drain) -> None:
    address = bring(shop, drain, "stock", b"%PDF-1.7 hello")
    assert "This is no sheet. Send xlsx, xls or csv." in text_of(shop.ask(address))


def test_a_missing_file_is_told_beside_the_field(shop: Shop) -> None:
    answer = shop.send("imports", kind="stock")
    assert answer.status_code == 422
    assert "Choose a file." in answer.content.decode()


@pytest.mark.parametrize("kind", ["prices", "stock", "offers"])
def test_the_template_can_be_imported_as_it_is(shop: Shop, drain, kind: str) -> None:
    answer = shop.ask(f"imports/templates/{kind}.xlsx")
    assert rows_of(answer.content)[0][0] == "SKU"
    address = bring(shop, drain, kind, answer.content, list=the_list(shop).key)
    assert "There is no article FD-10001" in text_of(shop.ask(address))


def test_the_report_says_what_became_of_each_row(shop: Shop, drain) -> None:
    content = book(("SKU", "价格"), (shop.goods[0].sku, 12), ("=1+1", "x"))
    address = bring(shop, drain, "prices", content, list=the_list(shop).key)
    answer = shop.ask(f"{address}/report.xlsx")
    rows = rows_of(b"".join(answer.streaming_content))
    assert "Price: " in rows[2][2]
    assert "amount:" not in rows[2][2]
    assert rows[1][:2] == [2, "Changed"]
    assert rows[2][1] == "Wrong"


def test_who_imports_nothing_sees_no_imports(shop: Shop) -> None:
    assert shop.browser_of(f"{shop.door}-finance").get(shop.path("imports")).status_code == 403


def test_what_is_wrong_alike_is_typed_over_once(shop: Shop, drain) -> None:
    skus = [each.sku for each in shop.goods[:3]]
    content = book(("SKU", "价格"), *((sku, "ten") for sku in skus), ("NOPE", "ten"))
    address = bring(shop, drain, "prices", content, list=the_list(shop).key)
    page = text_of(shop.ask(address))
    assert "The same in several rows" in page
    assert "4 rows" in page
    typed = {"alike.0.column": "amount", "alike.0.text": "ten", "alike.0.instead": "11"}
    # A row that is typed over by itself keeps its own; a column that no sheet has is nothing.
    shop.send(f"{address}/repairs", **typed, **{"cells.3.amount": "12", "cells.3.evil": "x"})
    drain()
    page = text_of(shop.ask(address))
    assert "Import 3 rows" in page
    assert "The same in several rows" not in page
    shop.send(f"{address}/apply")
    drain()
    with acting(shop.world.system):
        now = Price.objects.filter(list=the_list(shop), valid__endswith=None, variant__sku__in=skus)
        told = {price.variant.sku: f"{price.amount:.0f}" for price in now.select_related("variant")}
    assert told == {skus[0]: "11", skus[1]: "12", skus[2]: "11"}


def test_where_rows_are_repaired_only_the_columns_that_matter_stand(shop: Shop, drain) -> None:
    sku = shop.goods[0].sku
    content = book(("SKU", "价格", "单位", "起订量"), (sku, "ten", "瓶", 1))
    address = bring(shop, drain, "prices", content, list=the_list(shop).key)
    wrong, whole = text_of(shop.ask(address)), text_of(shop.ask(address, state="all"))
    assert "Only columns in which something is wrong" in wrong
    assert wrong.count("<th ") < whole.count("<th ")
    assert "aria-invalid" not in whole or sku in whole

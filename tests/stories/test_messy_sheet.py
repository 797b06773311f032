"""A supplier brings a messy sheet of 3,000 products with pictures, repairs it, and the operator lets buyers see it."""

import io
import re
import zipfile

import pytest
import xlsxwriter
from django.db import connection
from PIL import Image as Drawing

from dinghuo.catalogue.models import Product, ProductVersion
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.continue_import import continue_import
from dinghuo.integration.models import Import
from tests.stories.conftest import DESKTOP

pytestmark = pytest.mark.django_db(transaction=True)
PRODUCTS, FAULTS, PICTURES = 3_000, 37, 12
#: A title and an empty row above, units in brackets, a column that means nothing.
HEAD = ("货号", "品名", "商品分类", "单位（最小）", "装箱数", "包装", "税率", "69码", "备注")
KINDS = {"barcode": 20, "category": 10, "name": 7}


def messy_sheet() -> bytes:
    """The rows as people type them: spaces, full-width digits, numbers as texts, and 37 that are wrong."""
    out = io.BytesIO()
    wrong = [kind for kind, count in KINDS.items() for _each in range(count)]
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("报价")
        sheet.write(0, 0, "2026 秋季新品")
        sheet.write_row(2, 0, HEAD)
        sheet.write_row(
            3, 0, ("WATER", " 农夫山泉  550ML（新包装）", "All goods", "瓶", "２４", "箱", "13%", "", "")
        )
        for i in range(1, PRODUCTS):
            fault = wrong[i // 80 - 1] if i % 80 == 0 and i // 80 <= len(wrong) else ""
            cells = [
                f" M{i:05} ",
                "" if fault == "name" else f"文具　{i}号",
                "没有的分类" if fault == "category" else "All goods",
                "个",
                "１２" if i % 2 else 12,
                "盒",
                "13%" if i % 3 else 0.13,
                "6901234567890" if fault == "barcode" else "",
                "=1+1",
            ]
            sheet.write_row(i + 3, 0, cells)
    return out.getvalue()


def pictures() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for i in range(1, PICTURES + 1):
            drawn = io.BytesIO()
            Drawing.new("RGB", (60, 60), (i * 20, 90, 120)).save(drawn, "JPEG")
            packed.writestr(f"图片/M{i:05}.jpg", drawn.getvalue())
    return out.getvalue()


def test_three_thousand_messy_rows_are_repaired_and_approved(scene, window, drain):
    scene.goods("WATER", "农夫山泉 550ml", "1.50", stock=480, box=24)
    desk = window(scene.seller.phone, DESKTOP)
    bring(desk)
    drain()
    desk.reload()
    assert f"Wrong {FAULTS}" in desk.locator(".page").inner_text()
    for _round in range(FAULTS):
        if not repair(desk, drain):
            break
    assert desk.get_by_role("button", name="Import 3,000 rows").count() == 1
    desk.get_by_role("button", name="Import 3,000 rows").click()
    desk.wait_for_load_state()
    written(scene)
    desk.reload()
    assert "3,000 rows were written" in desk.locator(".page").inner_text()
    submitted(scene)
    approved(scene, window(scene.operator.phone, DESKTOP))


def bring(desk):
    """Upload the sheet and its pictures."""
    desk.goto("/supplier/imports?kind=products")
    desk.locator('input[name="file"]').set_input_files(
        {"name": "新品 2026.xlsx", "mimeType": "application/octet-stream", "buffer": messy_sheet()}
    )
    desk.locator('input[name="pictures"]').set_input_files(
        {"name": "图片.zip", "mimeType": "application/zip", "buffer": pictures()}
    )
    desk.get_by_role("button", name="Look at what it would do").click()
    desk.wait_for_url(re.compile("/supplier/imports/IM-"))


def repair(desk, drain) -> bool:
    """Type over every wrong cell of the page and have the sheet checked again; False once none is left."""
    right = {"gtin": "", "category": "All goods", "name": "文具", "base_unit": "个"}
    cells = desk.locator('input[name^="cells."]')
    names = [cell.get_attribute("name") for cell in cells.all()]
    if not names:
        return False
    for name in names:
        desk.locator(f'input[name="{name}"]').fill(right[name.rpartition(".")[2]])
    desk.get_by_role("button", name="Check the repairs").click()
    desk.wait_for_load_state()
    drain()
    desk.reload()
    return True


def written(scene):
    """Do what the worker does until the rows are written. That 3,000 versions wait would be told 3,000 times: these
    jobs are other tests' subject, and are dropped."""
    system = scene.world.system
    with acting(system):
        imported = Import.objects.get(market_id=system.market_id)
    for _chunk in imported.chunks:
        continue_import(system, imported.id)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo'")


def submitted(scene):
    """Everything waits to be looked at; buyers see what they saw before."""
    with acting(scene.world.system):
        waiting = ProductVersion.objects.filter(market_id=scene.world.market_id, state="submitted")
        assert waiting.count() == PRODUCTS
        assert len([each for each in waiting if each.content.get("images")]) == PICTURES
        assert Product.objects.get(market_id=scene.world.market_id, code="WATER").name == "农夫山泉 550ml"
        assert Import.objects.get(market_id=scene.world.market_id).counts["written_new"] == PRODUCTS - 1


def approved(scene, console):
    """The operator sees what differs, and lets buyers see it."""
    with acting(scene.world.system):
        version = ProductVersion.objects.get(market_id=scene.world.market_id, code="WATER", state="submitted")
    console.goto(f"/operator/products/{version.id}/")
    page = console.locator(".page").inner_text()
    assert "What changes" in page
    assert "农夫山泉 550ml" in page
    assert "农夫山泉 550ML（新包装）" in page
    console.get_by_role("button", name="Approve: buyers see it").click()
    console.wait_for_load_state()
    with acting(scene.world.system):
        shown = Product.objects.get(market_id=scene.world.market_id, code="WATER")
    assert shown.name == "农夫山泉 550ML（新包装）"

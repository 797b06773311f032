"""A supplier brings a messy sheet of 3,000 products with pictures, repairs it, and the operator lets buyers see it: in
Guangdong it is found by its initials on a phone, in Tibet it can't be."""

import io
import re
import zipfile

import pytest
import xlsxwriter
from django.db import connection
from PIL import Image as Drawing
from playwright.sync_api import expect

from dinghuo.catalogue.actions.save_assortment import AssortmentInput, AssortmentLine, Reach, save_assortment
from dinghuo.catalogue.models import Product, ProductVersion, Variant
from dinghuo.catalogue.states import AssortmentKind, ReachKind
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.continue_import import continue_import
from dinghuo.integration.models import Import
from dinghuo.organisations.actions.market.save_organisation import save_organisation
from tests.makers import make_price, make_stock
from tests.stories.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)
PRODUCTS, FAULTS, PICTURES = 3_000, 37, 12
#: What the dealers look for, and how the one of them types it.
TEA, INITIALS = ("M00007", "王老吉 凉茶 310ml"), "wljlc"
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
                "" if fault == "name" else TEA[1] if f"M{i:05}" == TEA[0] else f"文具　{i}号",
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
    console = window(scene.operator.phone, DESKTOP)
    approved(scene, console)
    only_in_guangdong(scene, console)
    found(window(scene.purchaser.phone, PHONE))
    stranger = scene.world.member(scene.world.other_buyer, "buyer-admin", language="en").person
    nowhere(window(stranger.phone, PHONE))


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


def only_in_guangdong(scene, console):
    """Buyers may see the tea too, but only in Guangdong; its seller prices and counts it."""
    world = scene.world
    with acting(world.system):
        version = ProductVersion.objects.get(market_id=world.market_id, code=TEA[0], state="submitted")
    console.goto(f"/operator/products/{version.id}/")
    console.get_by_role("button", name="Approve: buyers see it").click()
    console.wait_for_load_state()
    with acting(world.system):
        variant = Variant.objects.get(market_id=world.market_id, sku=TEA[0])
    make_price(world.supplier, variant, "3.50", unit="个")
    make_stock(world.supplier, variant, 600)
    save_organisation(world.system, world.buyer.id, "Guangzhou dealer", region_code="440106")
    save_organisation(world.system, world.other_buyer.id, "Lhasa dealer", region_code="540102")
    lines = [AssortmentLine(AssortmentKind.PRODUCT, TEA[0])]
    reaches = [Reach(ReachKind.EVERYBODY), Reach(ReachKind.REGION, "44", excepted=True)]
    save_assortment(world.system, "south", AssortmentInput("Only in Guangdong", lines, reaches, denies=True))


def found(phone):
    """Typed by its initials it stands among the suggestions, with its picture and price, and opens."""
    row = suggested(phone, INITIALS).locator(".suggestion", has_text=TEA[1])
    expect(row).to_have_count(1)
    expect(row).to_contain_text("42.00")
    assert row.locator("img").first.evaluate("picture => picture.complete && picture.naturalWidth > 0")
    row.get_by_role("link", name=TEA[1]).first.click()
    phone.wait_for_url("**/goods/M00007/**")
    assert phone.get_by_role("spinbutton").first.is_visible()


def nowhere(phone):
    """The same letters, the name, the code and the address lead to nothing."""
    expect(suggested(phone, INITIALS).locator(".suggestion")).to_have_count(0)
    for asked in (INITIALS, TEA[1], TEA[0]):
        phone.goto(f"/goods/?q={asked}")
        assert TEA[1] not in phone.locator(".goods-row, .goods-card").all_inner_texts()
        assert phone.locator(f'a[href*="/goods/{TEA[0]}"]').count() == 0
    assert phone.goto(f"/goods/{TEA[0]}/").status == 404


def suggested(phone, letters):
    """The suggestions for what is typed."""
    phone.goto("/")
    phone.get_by_role("button", name="Search").click()
    with phone.expect_response(lambda answer: "suggestions" in answer.url):
        phone.get_by_role("searchbox").first.press_sequentially(letters)
    return phone.get_by_role("region", name="Suggestions")

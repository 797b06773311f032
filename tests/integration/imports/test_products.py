"""Products by sheet: rows are variants, what the sheet doesn't say stays, pictures come by zip."""

import io
import zipfile
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from PIL import Image as Drawing

from dinghuo.catalogue.actions.attributes.add_ready_set import add_ready_set
from dinghuo.catalogue.models import Attribute, Category, Image, Offer, Product, ProductVersion, Variant
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.start_import import start_import
from dinghuo.integration.actions.imports.undo_import import undo_import
from dinghuo.integration.states import ImportKind
from dinghuo.organisations.models import MembershipGrant
from tests.integration.imports.bring import Bringing, book
from tests.makers import make_goods, make_organisation

pytestmark = pytest.mark.django_db
HEAD = ("商品编码", "SKU", "商品名称", "类目", "单位", "条码", "箱规", "包装单位", "颜色", "税率")
SHIRT = (
    ("T1", "T1-R", "T恤", "服装", "件", 6901234567892, 12, "箱", "红", "13%"),
    ("T1", "T1-B", None, None, None, None, 12, "箱", "蓝", None),
)


@pytest.fixture
def bringing(described):
    """Somebody who may write products without anybody's approval."""
    with acting(described.world.system):
        MembershipGrant.objects.create(
            market_id=described.world.market_id,
            membership=described.world.seller.membership,
            permission="catalogue.save_product",
        )
    return described


@pytest.fixture
def described(drain):
    made = Bringing(drain)
    with acting(made.world.system):
        Category.objects.create(
            market_id=made.world.market_id, key="wear", path="wear/", name="Wear", names={"zh-hans": "服装"}
        )
    return made


def products(bringing, code):
    with acting(bringing.world.system):
        return Product.objects.get(market_id=bringing.world.market_id, code=code)


def variants(bringing, code):
    with acting(bringing.world.system):
        return {
            each.sku: each
            for each in Variant.objects.filter(product__code=code, market_id=bringing.world.market_id)
        }


def finish(bringing, found):
    apply_import(bringing.actor, found.id)
    bringing.drain()
    return bringing.look(found)


def test_rows_of_one_code_are_one_product(bringing):
    found = bringing.bring("products", book(HEAD, *SHIRT))
    assert bringing.faults(found) == {}
    assert bringing.states(found) == {2: "new", 3: "new"}
    assert finish(bringing, found).state == "applied"
    product = products(bringing, "T1")
    assert (product.name, product.base_unit, product.tax_rate, product.state) == (
        "T恤",
        "件",
        Decimal("0.13"),
        "draft",
    )
    made = variants(bringing, "T1")
    assert {sku: each.options for sku, each in made.items()} == {
        "T1-R": {"颜色": "红"},
        "T1-B": {"颜色": "蓝"},
    }
    assert made["T1-R"].gtin == "6901234567892"
    with acting(bringing.world.system):
        assert Offer.objects.filter(variant__product=product, seller=bringing.world.supplier).count() == 2


def test_what_the_sheet_does_not_say_stays(bringing):
    finish(bringing, bringing.bring("products", book(HEAD, *SHIRT)))
    found = bringing.bring("products", book(("SKU", "商品编码", "商品名称"), ("T1-R", "T1", "T恤 2")))
    assert bringing.states(found) == {2: "changed"}
    assert bringing.rows(found)[0].before["name"] == "T恤"
    finish(bringing, found)
    product = products(bringing, "T1")
    assert (product.name, product.base_unit, product.tax_rate) == ("T恤 2", "件", Decimal("0.13"))
    made = variants(bringing, "T1")
    assert all(each.is_active for each in made.values())
    assert made["T1-R"].gtin == "6901234567892"


def test_the_same_again_changes_nothing(bringing):
    finish(bringing, bringing.bring("products", book(HEAD, *SHIRT)))
    assert bringing.states(bringing.bring("products", book(HEAD, *SHIRT))) == {2: "unchanged", 3: "unchanged"}


def test_every_fault_stands_in_its_cell(bringing):
    found = bringing.bring(
        "products",
        book(
            HEAD,
            ("T1", "T1-R", "T恤", "服装", "件", 124, 12, "箱", "红", "13%"),
            ("T1", "T1-B", "other", None, None, None, None, "箱", "蓝", None),
            (None, "X", "X", "nowhere", "件", None, None, None, None, None),
        ),
    )
    faults = bringing.faults(found)
    assert faults[2] == [("gtin", "gtin")]
    assert ("name", "differs") in faults[3]
    assert faults[4] == [("category", "unknown")]
    assert found.counts == {"wrong": 3}


def test_headings_named_like_the_category_s_particulars_are_particulars(bringing):
    with acting(bringing.world.system):
        category = Category.objects.get(market_id=bringing.world.market_id, key="wear")
        named = {"key": "shelf_life", "name": "Shelf life", "names": {"zh-hans": "保质期"}, "kind": "text"}
        Attribute.objects.create(
            market_id=bringing.world.market_id, category=category, required=True, **named
        )
    head = ("商品编码", "SKU", "商品名称", "类目", "单位", "保质期", "随便写的")
    found = bringing.bring("products", book(head, ("T9", "T9", "茶", "服装", "件", "12个月", "x")))
    assert bringing.faults(found) == {}
    assert found.columns == ["code", "sku", "name", "category", "base_unit", "detail", ""]
    finish(bringing, found)
    assert products(bringing, "T9").attributes == {"shelf_life": "12个月"}


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_a_tax_rate_that_is_none_is_told_with_how_one_is_written(bringing, language):
    with translation.override(language):
        found = bringing.bring("products", book(HEAD, (*SHIRT[0][:-1], "six")))
    assert found.state == "previewed"
    assert bringing.faults(found) == {2: [("tax_rate", "rate")]}
    assert "13%" in bringing.rows(found)[0].faults[0][2]


@pytest.mark.parametrize("begin", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"%PDF-1.7"])
def test_a_picture_is_no_sheet_whatever_it_is_called(bringing, begin):
    found = bringing.bring("products", begin + b"0" * 100)
    assert (found.state, found.refusal) == ("refused", "This is no sheet. Send xlsx, xls or csv.")


def test_a_seller_leaves_other_people_s_goods_alone(bringing):
    other = make_organisation(bringing.world.market_id, "supplier")
    make_goods(other, "FOREIGN")
    found = bringing.bring("products", book(("SKU", "名称"), ("FOREIGN", "Mine")))
    assert bringing.faults(found) == {2: [("code", "not-yours")]}


def test_undone_new_products_are_gone_and_changed_ones_as_they_were(bringing):
    first = bringing.bring("products", book(HEAD, *SHIRT))
    finish(bringing, first)
    head = ("SKU", "商品编码", "商品名称", "箱规", "包装单位")
    second = bringing.bring("products", book(head, ("T1-R", "T1", "New", 24, "箱")))
    finish(bringing, second)
    undo_import(bringing.actor, second.id)
    bringing.drain()
    assert bringing.look(second).state == "undone"
    assert products(bringing, "T1").name == "T恤"
    undo_import(bringing.actor, first.id)
    bringing.drain()
    assert bringing.look(first).state == "undone"
    assert variants(bringing, "T1") == {}


def test_it_is_not_undone_once_it_has_a_price(bringing):
    found = bringing.bring("products", book(HEAD, *SHIRT))
    finish(bringing, found)
    prices = bringing.bring("prices", book(("SKU", "Price"), ("T1-R", 9)))
    finish(bringing, prices)
    undo_import(bringing.actor, found.id)
    bringing.drain()
    assert bringing.look(found).refusal.startswith("Rows 2 have been changed")
    assert len(variants(bringing, "T1")) == 2


def picture(kind="JPEG") -> bytes:
    out = io.BytesIO()
    exif = Drawing.Exif()
    exif[0x010F] = "Secret camera"
    Drawing.new("RGB", (2000, 1000), "red").save(out, kind, exif=exif)
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def test_pictures_are_matched_by_code_redrawn_and_hostile_ones_refused(bringing, settings):
    rows = [("A", "A-1", "A", "服装", "件"), ("B", "B-1", "B", "服装", "件")]
    svg = b"<svg onload=alert(1)>"
    pictures = zipped(**{"shots/A.jpg": picture(), "A-1.jpg": picture("PNG"), "B.jpg": svg, "C.jpg": b"x"})
    made = start_import(bringing.actor, ImportKind.PRODUCTS, "a.xlsx", book(HEAD[:5], *rows), {}, pictures)
    bringing.drain()
    done = finish(bringing, made)
    assert (done.state, done.counts["wrong"]) == ("applied", 1)
    assert bringing.faults(made)[3] == [("sku", "picture")]
    with acting(bringing.world.system):
        kept = list(Image.objects.filter(product__code="A").values_list("file", "variant__sku"))
    assert len(kept) >= 1
    for file, _sku in kept:
        content = (settings.MEDIA_ROOT / file).read_bytes()
        assert b"Secret" not in content
        assert max(Drawing.open(io.BytesIO(content)).size) == 1600


def test_the_statements_do_not_grow_with_the_rows(bringing):
    def statements(start: int, number: int) -> int:
        rows = [(f"P{i}", f"P{i}-1", f"P {i}", "服装", "件") for i in range(start, start + number)]
        with CaptureQueriesContext(connection) as captured:
            found = bringing.bring("products", book(HEAD[:5], *rows))
        assert found.counts == {"new": number}
        return len(captured)

    assert statements(0, 3) == statements(100, 60)


def test_what_a_supplier_brings_waits_to_be_looked_at_and_can_be_taken_back(described):
    found = finish(described, described.bring(ImportKind.PRODUCTS, book(HEAD, *SHIRT)))
    assert found.state == "applied"
    with acting(described.world.system):
        waiting = ProductVersion.objects.get()
        assert (waiting.code, waiting.state, len(waiting.content["variants"])) == ("T1", "submitted", 2)
        assert not Product.objects.filter(code="T1").exists()
    undo_import(described.actor, found.id)
    described.drain()
    assert described.look(found).state == "undone"
    with acting(described.world.system):
        assert not ProductVersion.objects.exists()


def test_aliases_sizes_divisibility_and_tags_are_read_shown_and_taken_back(bringing):
    system = bringing.world.system
    add_ready_set(system, "", "tags")
    head = (
        "商品编码",
        "SKU",
        "商品名称",
        "类目",
        "单位",
        "别名",
        "标签",
        "小数位",
        "重量（千克）",
        "体积（升）",
    )
    more = (*head, "包装单位", "箱规", "箱重（千克）")
    first = ("T1", "T1", "大米", "服装", "公斤", "稻米，白米", "新品、organic", 2, 1.05, 1.2, "袋", 25, 26)
    found = bringing.bring("products", book(more, first))
    assert bringing.faults(found) == {}
    assert finish(bringing, found).state == "applied"
    product = products(bringing, "T1")
    assert product.aliases == ["稻米", "白米"]
    assert product.attributes == {"tags": ["new", "organic"]}
    with acting(system):
        packs = {pack.unit: pack for pack in variants(bringing, "T1")["T1"].packs.all()}
    assert (packs["公斤"].decimals, packs["公斤"].weight_grams, packs["公斤"].volume_cubic_cm) == (
        2,
        1050,
        1200,
    )
    assert (packs["袋"].factor, packs["袋"].weight_grams) == (25, 26000)
    assert bringing.states(bringing.bring("products", book(more, first))) == {2: "unchanged"}
    changed = ("T1", "T1", None, None, None, "米", "热销", 3, 1.1, None, None, None, None)
    found = bringing.bring("products", book(more, changed))
    [row] = bringing.rows(found)
    assert row.before | {"was": None} == {
        "aliases": "稻米, 白米",
        "tags": "new, organic",
        "decimals": "2",
        "weight": "1.05",
        "was": None,
    }
    finish(bringing, found)
    assert products(bringing, "T1").attributes == {"tags": ["bestseller"]}
    undo_import(bringing.actor, found.id)
    bringing.drain()
    product = products(bringing, "T1")
    assert (product.aliases, product.attributes) == (["稻米", "白米"], {"tags": ["new", "organic"]})
    with acting(system):
        base = variants(bringing, "T1")["T1"].packs.get(unit="公斤")
    assert (base.decimals, base.weight_grams) == (2, 1050)


def test_wrong_sizes_and_tags_stand_in_their_cells(bringing):
    add_ready_set(bringing.world.system, "", "tags")
    head = (
        "SKU",
        "商品名称",
        "类目",
        "单位",
        "标签",
        "小数位",
        "重量（千克）",
        "包装单位",
        "箱规",
        "箱重（千克）",
    )
    found = bringing.bring("products", book(head, ("T1", "米", "服装", "公斤", "打折", 9, -1, "袋", 25, -2)))
    assert {column for column, _code in bringing.faults(found)[2]} == {
        "tags",
        "decimals",
        "weight",
        "pack_weight",
    }


def test_a_category_without_a_template_takes_particulars_beside_tags(bringing):
    add_ready_set(bringing.world.system, "", "tags")
    head = ("SKU", "商品名称", "类目", "单位", "标签", "材质")
    found = bringing.bring("products", book(head, ("T1", "T恤", "服装", "件", "新品", "棉")))
    assert bringing.faults(found) == {}
    finish(bringing, found)
    assert products(bringing, "T1").attributes == {"材质": "棉", "tags": ["new"]}

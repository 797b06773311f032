"""Labels: what is drawn is read back by a scanner's library, texts stay inside, long names keep their sizes."""

import io
import json
from datetime import date

import pytest
import typst
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from dinghuo.catalogue.models import PackUnit, Variant
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.rules.gs1 import read_code
from dinghuo.papers.queries.labelled import GoodsLabel, ShelfLabel, label_choices
from dinghuo.papers.queries.render_labels import SIZES, label_data, render_labels
from dinghuo.papers.queries.typeset import DATA, fonts
from dinghuo.papers.rules.label_formats import FORMATS
from dinghuo.papers.rules.label_symbols import THINNEST_MM, bars_of
from dinghuo.papers.rules.label_texts import CUT, fitted, width_mm
from dinghuo.papers.rules.labels import Thing, laid_out
from tests.makers import make_actor, make_goods, make_organisation, make_world
from tests.makers.staff import RUN, SELL
from tests.papers.reading import PAGE

LONG = "农夫山泉 饮用天然水 超长的名字一直写到放不下为止的家庭装整箱特惠 550ml×24"
PIXELS = 300
THINGS = (
    Thing(LONG, "NFSQ-550", "6901234567892", ["1 箱 = 24 瓶", "NFSQ-550"]),
    Thing("Spring water with a name that is far too long for any label 550 ml", "W-550", facts=["bottle"]),
    Thing("巧克力", "C", "96385074", ["块"]),
    Thing("纸箱", "C-1", "16901234567899", ["1 箱 = 24 瓶", "C-1"]),
    Thing("批次", "L-1", "6901234567892", ["Lot L2026A1"], "L2026A1", date(2027, 1, 31)),
    Thing("很长的编码", "VERY-LONG-CODE-OF-AN-ARTICLE-2026-XYZ", facts=["件"]),
    Thing("货架", "货架A-01", facts=["杭州主仓"]),
)
SAID = ("6901234567892", "W-550", "96385074", "16901234567899", "L2026A1", THINGS[5].code, "货架A-01")


def pictures(things, size, skip=0):
    """The pages as a printer of 300 dpi puts them on paper."""
    made = typst.compile(
        DATA / "labels.typ",
        root=DATA,
        font_paths=fonts(),
        format="png",
        ppi=PIXELS,
        sys_inputs={"data": label_data(things, FORMATS[size], skip, "Test", "zh-hans")},
    )
    pages = made if isinstance(made, list) else [made]
    return [Image.open(io.BytesIO(page)).convert("L") for page in pages]


def parts(page, size, number, skip=0):
    """The labels of a page, cut along their edges."""
    measures = FORMATS[size]
    dot = PIXELS / 25.4
    for turn in range(skip, skip + number):
        row, column = divmod(turn, measures.columns)
        left = measures.left_mm + column * (measures.width_mm + measures.gap_mm)
        top = measures.top_mm + row * measures.height_mm
        edges = (left, top, left + measures.width_mm, top + measures.height_mm)
        yield page.crop(tuple(round(edge * dot) for edge in edges))


@pytest.mark.parametrize("size", SIZES)
def test_every_code_is_read_back_from_every_size(size):
    pages = pictures(THINGS, size)
    found = [part for page in pages for part in parts(page, size, min(len(THINGS), FORMATS[size].a_page))]
    for thing, said, part in zip(THINGS, SAID, found, strict=False):
        [code] = zxingcpp.read_barcodes(part)
        assert said in code.text, (thing.name, code.text)
    assert len(found) >= len(THINGS)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_drawn_outside_its_label(size):
    for page in pictures(THINGS, size):
        inside = FORMATS[size]
        # What the printer's own inexactness needs stays white all around each label.
        for part in parts(page, size, min(len(THINGS), inside.a_page)):
            edge = int(inside.quiet_mm * PIXELS / 25.4) - 2
            core = part.crop((edge, edge, part.width - edge, part.height - edge))
            framed = Image.new("L", part.size, 255)
            framed.paste(core, (edge, edge))
            assert ImageChops.difference(part, framed).getbbox() is None


@pytest.mark.parametrize(
    ("gtin", "code", "kind"),
    [
        ("6901234567892", "A", "ean-13"),
        ("036000291452", "A", "ean-13"),
        ("96385074", "A", "ean-8"),
        ("16901234567899", "A", "gs1-128"),
        ("", "ABC-1", "code-128"),
    ],
)
def test_which_bars_fit(gtin, code, kind):
    bars = bars_of(code, gtin)
    assert bars.kind == kind
    assert bars.module_for(20) == 0 or bars.module_for(20) >= THINNEST_MM


def test_a_code_that_bars_cannot_say_is_square():
    assert bars_of("货架A-01") is None
    assert laid_out(THINGS[6], FORMATS["roll-40x30"]).square_mm > 10
    assert laid_out(THINGS[5], FORMATS["roll-40x30"]).bars == ()
    assert laid_out(THINGS[0], FORMATS["roll-40x30"]).bars


def test_a_lot_is_read_by_our_own_scanner():
    [page, *_rest] = pictures([THINGS[4]], "roll-100x150")
    [code] = zxingcpp.read_barcodes(page)
    assert code.symbology_identifier == "]C1"
    read = read_code(code.text, date(2026, 11, 22))
    assert (read.gtin, read.lot, read.expires) == ("06901234567892", "L2026A1", date(2027, 1, 31))


texts = st.text(st.sampled_from("农夫山泉可乐 abcdefgWMX0123×-（）"), min_size=1, max_size=120)


@settings(deadline=None)
@given(texts, st.integers(1, 3), st.floats(15, 95))
def test_names_fit_and_keep_their_ends(text, lines, room):
    whole = " ".join(text.split())
    found = fitted(text, 8, room, lines)
    assert len(found) <= lines
    assert all(width_mm(line, 8) <= room + 0.01 for line in found)
    joined = "".join(found)
    if CUT in joined:
        assert whole.endswith(joined.rpartition(CUT)[2][-1:])
    else:
        assert joined.replace(" ", "") == whole.replace(" ", "")


def test_a_long_name_keeps_its_size():
    assert fitted(LONG, 6.5, 35, 1)[0].endswith("…550ml×24")
    assert fitted(THINGS[1].name, 8, 37, 2)[-1].endswith("550 ml")


@pytest.fixture
def shop(db):
    """Water with GTINs for bottle and box, a rival's tea, and a warehouse."""
    world = make_world()
    water = make_goods(world.supplier, "WATER", stock=10, box=24)
    rival = make_organisation(world.market.id, "supplier")
    make_goods(rival, "TEA", stock=3)
    with acting(world.system):
        Variant.objects.filter(id=water.id).update(gtin="6901234567892")
        PackUnit.objects.filter(variant=water, unit="箱").update(gtin="16901234567899")
    return world, make_actor(world.supplier, SELL)


def test_goods_packs_and_shelves_on_one_sheet(shop):
    world, seller = shop
    main = f"main-{world.supplier.code}"
    goods = [GoodsLabel("WATER", 3), GoodsLabel("WATER", 20, "箱")]
    with acting(seller):
        body = render_labels(seller, "sheet-3x8", goods, [ShelfLabel(main, "A-01-02", 2)], skip=2)
        again = render_labels(seller, "sheet-3x8", goods, [ShelfLabel(main, "A-01-02", 2)], skip=2)
    assert body.startswith(b"%PDF-")
    assert body == again
    # 27 places are used: a page holds 24.
    assert len(PAGE.findall(body)) == 2


def test_faults_are_told_at_once(shop):
    _world, seller = shop
    wanted = [GoodsLabel("TEA"), GoodsLabel("WATER", 1, "桶"), GoodsLabel("NONE", 1)]
    with acting(seller), pytest.raises(Invalid) as refused:
        render_labels(seller, "roll-60x40", wanted, [ShelfLabel("nowhere", "A")])
    assert {fault.path for fault in refused.value.faults} == {
        "lines.0.sku",
        "lines.1.unit",
        "lines.2.sku",
        "shelves.0.warehouse",
    }
    for options, path in (
        ({"goods": [GoodsLabel("WATER", 0)]}, "lines.0.quantity"),
        ({"goods": [GoodsLabel("WATER", 1001)]}, "lines"),
        ({"goods": []}, "lines"),
        ({"goods": [GoodsLabel("WATER")], "skip": 24}, "skip"),
        ({"goods": [GoodsLabel("WATER", lot="批")]}, "lines.0.lot"),
    ):
        with acting(seller), pytest.raises(Invalid) as refused:
            render_labels(seller, "sheet-3x8", **options)
        assert [fault.path for fault in refused.value.faults] == [path]


def test_the_operator_labels_everything_and_nobody_without_the_grant(shop):
    world, seller = shop
    keeper = make_actor(world.operator, RUN)
    with acting(keeper):
        assert render_labels(keeper, "roll-40x30", [GoodsLabel("TEA"), GoodsLabel("WATER")])
        assert [row.sku for row in label_choices(keeper).items] == ["TEA", "WATER"]
    with acting(seller):
        [row] = label_choices(seller).items
        assert (row.sku, row.units) == ("WATER", ["瓶", "箱"])
        assert label_choices(seller, "nothing").items == []
    nobody = make_actor(world.supplier, ())
    with acting(nobody), pytest.raises(NotAllowed):
        render_labels(nobody, "roll-40x30", [GoodsLabel("WATER")])


def test_what_is_typed_is_never_read_as_a_template():
    hostile = Thing('#read("/etc/passwd") $x$ \\ "', "A-1")
    assert json.loads(label_data([hostile], FORMATS["roll-100x150"], 0, "#x", "en"))
    assert pictures([hostile], "roll-100x150")


def test_more_labels_make_no_more_statements(shop, django_assert_max_num_queries):
    _world, seller = shop
    with acting(seller), django_assert_max_num_queries(4):
        render_labels(seller, "sheet-5x13", [GoodsLabel("WATER", 2), GoodsLabel("WATER", 40, "箱")] * 3)

"""Kits by sheet: what they are made of, every fault by row and column, out as a file and in again, and taken back."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from dinghuo.catalogue.actions.save_kit import KitPricing, PartWanted, save_kit
from dinghuo.catalogue.actions.versions.approve_version import approve_version
from dinghuo.catalogue.models import Category, Kit, KitPart, ProductVersion, Variant
from dinghuo.catalogue.queries.templates import Template
from dinghuo.catalogue.queries.versions import version
from dinghuo.foundation.errors import Invalid
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.undo_import import undo_import
from dinghuo.integration.queries.exports.export_list import export_list
from dinghuo.integration.steps.imports import plan_import
from dinghuo.integration.steps.imports.handlings import sheet_of
from dinghuo.organisations.models import MembershipGrant
from dinghuo.web.shared.version_words import change_words
from tests.integration.imports.bring import Bringing, book

pytestmark = pytest.mark.django_db
HEAD = ("商品编码", "SKU", "商品名称", "类目", "单位", "套装组成", "选配件", "套装计价")


@pytest.fixture
def submitting(drain):
    """A supplier whose products are looked at before buyers see them."""
    made = Bringing(drain)
    with acting(made.world.system):
        Category.objects.create(market_id=made.world.market_id, key="wear", path="wear/", name="Wear")
    return made


@pytest.fixture
def bringing(submitting):
    """Somebody who may write products without anybody's approval."""
    with acting(submitting.world.system):
        MembershipGrant.objects.create(
            market_id=submitting.world.market_id,
            membership=submitting.world.seller.membership,
            permission="catalogue.save_product",
        )
    return submitting


def kit_row(code, parts, options="", pricing="", name="Kit"):
    return (code, code, name, "wear", "套", parts, options, pricing)


def finish(bringing, found):
    apply_import(bringing.actor, found.id)
    bringing.drain()
    return bringing.look(found)


def made_of(bringing, sku):
    """Pricing, and parts with quantity and whether they are optional."""
    with acting(bringing.world.system):
        pricing = Kit.objects.filter(variant__sku=sku).values_list("pricing", flat=True).first()
        rows = KitPart.objects.filter(kit__sku=sku).order_by("position")
        return pricing, list(rows.values_list("part__sku", "quantity", "optional"))


def test_a_sheet_makes_kits_of_articles_that_are_there_or_in_it(bringing):
    rows = (
        kit_row("K1", "A1*2；00123 ×1", "NEW * 3", "按组成计价"),
        ("NEW", "NEW", "New", "wear", "件", None, None, None),
        kit_row("K2", "Ａ２＊５", "", ""),
    )
    found = bringing.bring("products", book(HEAD, *rows))
    assert bringing.faults(found) == {}
    assert finish(bringing, found).state == "applied"
    assert made_of(bringing, "K1") == ("parts", [("A1", 2, False), ("00123", 1, False), ("NEW", 3, True)])
    assert made_of(bringing, "K2") == ("whole", [("A2", 5, False)])
    assert set(bringing.states(bringing.bring("products", book(HEAD, *rows))).values()) == {"unchanged"}


def test_every_fault_stands_at_its_row_and_column(bringing):
    with acting(bringing.world.system):
        a1 = Variant.objects.get(sku="A1")
        KitPart.objects.create(
            market_id=bringing.world.market_id,
            kit=a1,
            part=Variant.objects.get(sku="A2"),
            quantity=1,
            position=0,
        )
        Kit.objects.create(market_id=bringing.world.market_id, variant=a1, pricing="whole")
    rows = (
        kit_row("K1", "NOPE*1; K1*1; A1*1; 00123*0; 00123*1"),
        kit_row("K2", "00123*0.5", "00123*1"),
        kit_row("K3", "", "00123*1"),
        kit_row("K4", "00123*many"),
        kit_row("K5", "00123*1", "", "cheap"),
        kit_row("A2", "00123*1"),
    )
    found = bringing.bring("products", book(HEAD, *rows))
    assert bringing.faults(found) == {
        2: [
            ("parts", "unknown"),
            ("parts", "itself"),
            ("parts", "kit"),
            ("parts", "positive"),
            ("parts", "twice"),
        ],
        3: [("parts", "divided"), ("optional_parts", "twice")],
        4: [("parts", "required")],
        5: [("parts", "parts")],
        6: [("kit_pricing", "choice")],
        7: [("parts", "part")],
    }
    words = [told for _column, _code, told in bringing.rows(found)[0].faults]
    assert words[3].startswith("00123: ")


def test_what_a_sheet_doesnt_say_of_a_kit_stays_and_a_dash_takes_it_apart(bringing):
    finish(bringing, bringing.bring("products", book(HEAD, kit_row("K1", "A1*2", "A2*1"))))
    finish(bringing, bringing.bring("products", book(HEAD[:3], ("K1", "K1", "Another name"))))
    assert made_of(bringing, "K1") == ("whole", [("A1", 2, False), ("A2", 1, True)])
    head = ("商品编码", "SKU", "套装组成")
    found = bringing.bring("variants", book(head, ("K1", "K1", "A1*3; 00123*1")))
    assert bringing.states(found) == {2: "changed"}
    assert bringing.rows(found)[0].before == {**bringing.rows(found)[0].before, "parts": "A1*2"}
    finish(bringing, found)
    assert made_of(bringing, "K1") == ("whole", [("A1", 3, False), ("00123", 1, False), ("A2", 1, True)])
    finish(bringing, bringing.bring("variants", book(head, ("K1", "K1", "-"))))
    assert made_of(bringing, "K1") == (None, [])


def test_an_import_of_kits_is_taken_back(bringing):
    first = finish(bringing, bringing.bring("products", book(HEAD, kit_row("K1", "A1*2", "A2*1"))))
    second = finish(bringing, bringing.bring("products", book(HEAD, kit_row("K1", "00123*1", "-"))))
    assert made_of(bringing, "K1") == ("whole", [("00123", 1, False)])
    undo_import(bringing.actor, second.id)
    bringing.drain()
    assert made_of(bringing, "K1") == ("whole", [("A1", 2, False), ("A2", 1, True)])
    undo_import(bringing.actor, first.id)
    bringing.drain()
    with acting(bringing.world.system):
        assert not Variant.objects.filter(sku="K1").exists()
        assert Variant.objects.filter(sku="A1").exists()


def test_who_reviews_a_version_reads_what_changes_in_a_kit(submitting):
    save_kit(submitting.world.system, "A1", KitPricing.WHOLE, [PartWanted("A2", Decimal(2))])
    finish(
        submitting,
        submitting.bring(
            "variants", book(("商品编码", "SKU", *HEAD[5:]), ("A1", "A1", "A2*3", "00123*1", "按组成计价"))
        ),
    )
    assert made_of(submitting, "A1") == ("whole", [("A2", 2, False)])
    operator = submitting.world.operator.actor
    with acting(operator):
        waiting = ProductVersion.objects.get(state="submitted")
        sheet = version(operator, waiting.id)
        told = {(each.name, each.before, each.after) for each in change_words(sheet.changes, Template(), {})}
    assert told == {
        ("Kit price", "A price of its own", "What its parts cost"),
        ("Part of the kit (A2)", "2", "3"),
        ("Optional part (00123)", "", "1"),
    }
    # Another kit that was saved meanwhile by hand isn't undone by a version that says nothing of it.
    approve_version(submitting.world.system, waiting.id)
    assert made_of(submitting, "A1") == ("parts", [("A2", 3, False), ("00123", 1, True)])


def test_a_version_that_says_nothing_of_a_kit_leaves_it(submitting):
    finish(submitting, submitting.bring("products", book(HEAD[:3], ("A1", "A1", "Another name"))))
    save_kit(submitting.world.system, "A1", KitPricing.WHOLE, [PartWanted("A2", Decimal(2))])
    with acting(submitting.world.system):
        waiting = ProductVersion.objects.get(state="submitted")
        sheet = version(submitting.world.system, waiting.id)
    assert [each.field for each in sheet.changes] == ["name"] or "kit" not in str(sheet.changes)
    approve_version(submitting.world.system, waiting.id)
    assert made_of(submitting, "A1") == ("whole", [("A2", 2, False)])


def test_goods_are_saved_as_a_sheet_that_comes_back_unchanged(bringing):
    finish(bringing, bringing.bring("products", book(HEAD, kit_row("K1", "A1*2; A2*1", "00123*4", "parts"))))
    with acting(bringing.actor), export_list(bringing.actor, "products", "csv", {}, in_words=True) as file:
        saved = file.read()
    rows = list(csv.DictReader(io.StringIO(saved.decode("utf-8-sig"))))
    [row] = [row for row in rows if row["SKU"] == "K1"]
    assert row["Parts of the kit"] == "A1*2; A2*1"
    assert row["Optional parts"] == "00123*4"
    assert row["Kit price"] == "by its parts"
    found = bringing.bring("products", saved)
    assert bringing.faults(found) == {}
    assert set(bringing.states(found).values()) == {"unchanged"}


@pytest.fixture
def in_threes(monkeypatch):
    """Sheets of products are checked and written three rows at a time."""
    monkeypatch.setattr(plan_import, "sheet_of", lambda kind: replace(sheet_of(kind), chunk=3))


#: A kit before its parts, of which one comes several chunks later.
SCATTERED = (
    kit_row("K1", "P-LAST*2; A1*1", "P-FIRST*1"),
    kit_row("P-FIRST", None),
    *(kit_row(f"G{i}", None, name=f"Goods {i}") for i in range(7)),
    kit_row("P-LAST", None),
)


def test_parts_may_come_chunks_later_in_the_sheet_than_their_kit(bringing, in_threes):
    found = bringing.bring("products", book(HEAD, *SCATTERED))
    assert bringing.faults(found) == {}
    assert found.counts == {"new": 10}
    assert len(found.chunks) == 4
    found = finish(bringing, found)
    assert (found.state, found.counts["written_new"]) == ("applied", 10)
    assert made_of(bringing, "K1") == (
        "whole",
        [("P-LAST", 2, False), ("A1", 1, False), ("P-FIRST", 1, True)],
    )
    again = bringing.bring("products", book(HEAD, *SCATTERED))
    assert set(bringing.states(again).values()) == {"unchanged"}
    undo_import(bringing.actor, found.id)
    bringing.drain()
    assert bringing.look(found).state == "undone"
    with acting(bringing.world.system):
        assert not Variant.objects.filter(sku__in=["K1", "P-LAST", "G0"]).exists()


def test_parts_that_wait_to_be_looked_at_are_there_for_who_sends_in_their_kit(submitting, in_threes):
    found = finish(submitting, submitting.bring("products", book(HEAD, *SCATTERED)))
    assert (found.state, found.counts["written_new"]) == ("applied", 10)
    again = submitting.bring("products", book(HEAD, kit_row("K2", "P-LAST*1; NOPE*1; P-FIRST*0.5")))
    assert submitting.faults(again) == {2: [("parts", "unknown"), ("parts", "divided")]}
    operator = submitting.world.system
    with acting(operator):
        waiting = dict(ProductVersion.objects.filter(state="submitted").values_list("code", "id"))
    # The operator looks at the parts first: what nobody sells yet can't be in what is sold.
    with pytest.raises(Invalid) as told:
        approve_version(operator, waiting["K1"])
    assert {fault.message for fault in told.value.faults} == {
        "There is no article P-LAST yet.",
        "There is no article P-FIRST yet.",
    }
    for code in ("P-LAST", "P-FIRST", "K1"):
        approve_version(operator, waiting[code])
    assert made_of(submitting, "K1")[1][0] == ("P-LAST", 2, False)


def test_who_writes_at_once_needs_parts_that_are_sold(submitting):
    finish(submitting, submitting.bring("products", book(HEAD, kit_row("P", None))))
    with pytest.raises(Invalid):
        save_kit(submitting.actor, "A1", KitPricing.WHOLE, [PartWanted("P", Decimal(1))])


@pytest.mark.parametrize("small", [True, False])
def test_a_part_whose_own_row_is_wrong_is_named_by_that_row(bringing, request, small):
    if small:
        request.getfixturevalue("in_threes")
    found = bringing.bring("products", book(HEAD, *SCATTERED[:-1], kit_row("P-LAST", None, name="")))
    assert bringing.faults(found) == {2: [("parts", "part-row")], 11: [("name", "required")]}
    [kit] = [row for row in bringing.rows(found) if row.position == 2]
    assert kit.faults[0][2] == (
        "P-LAST stands in row 11, which can’t be imported. Mend that row, or bring the parts first."
    )


def test_a_kit_of_a_kit_is_found_across_the_sheet(bringing, in_threes):
    rows = [kit_row("K1", "K2*1"), *SCATTERED[1:], *(kit_row(f"KX{i}", "A1*1") for i in range(4))]
    found = bringing.bring("products", book(HEAD, *rows, kit_row("K2", "A1*2")))
    assert bringing.faults(found) == {2: [("parts", "kit")]}

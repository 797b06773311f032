"""Goods come in, are thrown away, corrected, carried from place to place: by documents that move all or nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dinghuo.catalogue.models import PackUnit
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.approve_stock_document import approve_stock_document
from dinghuo.inventory.actions.cancel_stock_document import cancel_stock_document
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.put_away import put_away
from dinghuo.inventory.actions.receive_transfer import receive_transfer
from dinghuo.inventory.actions.refuse_stock_document import refuse_stock_document
from dinghuo.inventory.actions.scan_into_document import scan_into_document
from dinghuo.inventory.actions.set_stock_line import LineChange, set_stock_line
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.errors import (
    AlreadyScanned,
    NothingInDocument,
    OnHandBelowReserved,
    OwnStockDocument,
    StockDocumentClosed,
)
from dinghuo.inventory.models import Lot, Movement, Stock
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.queries.stock_documents import stock_document, stock_documents
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from tests.inventory.conftest import Shop
from tests.makers.trade import make_organisation, member_of

SPRING, SUMMER = date(2027, 3, 1), date(2027, 7, 1)


def balances(shop: Shop, sku: str) -> dict[tuple[str, str], tuple[int, int]]:
    with acting(shop.keeper):
        rows = Stock.objects.filter(variant__sku=sku).values_list(
            "warehouse__kind", "warehouse__key", "lot", "on_hand", "reserved"
        )
        return {
            (key if kind == "own" else kind, lot): (int(there), int(held))
            for kind, key, lot, there, held in rows
        }


def receive(shop: Shop, *lines: LineEntry, place: str = "near") -> str:
    number = open_stock_document(shop.keeper, DocumentEntry("receipt", place, lines=lines)).number
    submit_stock_document(shop.keeper, number)
    return number


def boss(shop: Shop) -> Actor:
    return member_of(
        shop.system,
        shop.seller,
        "inventory.approve_stock",
        "inventory.see_stock",
        "inventory.adjust_stock",
        "inventory.scrap_stock",
    )


def test_goods_come_in_by_lot(shop: Shop) -> None:
    line = LineEntry("A", Decimal(20), "L1", SPRING, made=date(2026, 9, 1), supplier_lot="S-9", bin="A-01")
    number = receive(shop, line, LineEntry("B", Decimal(5)))
    assert number.startswith("GR-")
    assert balances(shop, "A") == {("near", "L1"): (20, 0)}
    with acting(shop.keeper):
        found = stock_document(shop.keeper, number)
        assert (found.document.state, len(found.lines)) == ("posted", 2)
        moved = Movement.objects.get(kind="received", stock__variant__sku="A")
        assert (moved.document_number, moved.person_name, moved.on_hand_delta) == (number, "Li Na", 20)
        assert Stock.objects.get(variant__sku="A").bin == "A-01"
        lot = Lot.objects.get(lot="L1")
        assert (lot.expires, lot.made, lot.supplier_lot) == (SPRING, date(2026, 9, 1), "S-9")
        kinds = list(
            EventRow.objects.filter(subject_number=number).order_by("id").values_list("kind", flat=True)
        )
    assert kinds == ["stock_document.opened", "stock_document.posted"]
    shop.check()


def test_a_lot_has_one_expiry_date_wherever_it_lies(shop: Shop) -> None:
    receive(shop, LineEntry("A", Decimal(1), "L1", SPRING))
    with pytest.raises(Invalid) as fault:
        receive(shop, LineEntry("B", Decimal(1)), LineEntry("A", Decimal(1), "L1", SUMMER), place="far")
    assert [(each.path, each.code) for each in fault.value.faults] == [("lines.1.expires", "other-date")]
    assert "2027-03-01" in fault.value.faults[0].message
    assert balances(shop, "B") == {}
    with pytest.raises(Invalid):
        count_stock(shop.keeper, [StockCount("A", Decimal(3), "far", "L1", SUMMER)])
    receive(shop, LineEntry("A", Decimal(1), "L1"), place="far")
    with acting(shop.keeper):
        assert Stock.objects.get(warehouse=shop.far).expires == SPRING


def test_a_case_is_counted_in_base_units(shop: Shop) -> None:
    with acting(shop.system):
        PackUnit.objects.create(
            market_id=shop.system.market_id, variant=shop.variants["A"], unit="箱", factor=24
        )
    receive(shop, LineEntry("A", Decimal(2), unit="箱", unit_cost=Decimal(48)))
    assert balances(shop, "A") == {("near", ""): (48, 0)}


def test_every_fault_of_a_document_at_once(shop: Shop) -> None:
    lines = [
        LineEntry("nothing", Decimal(1)),
        LineEntry("A", Decimal(-1)),
        LineEntry("B", Decimal(1), "L1", SPRING, made=SUMMER),
        LineEntry("C", Decimal(1), expires=SPRING),
    ]
    with pytest.raises(Invalid) as fault:
        open_stock_document(shop.keeper, DocumentEntry("receipt", "mars", lines=lines))
    assert {each.path for each in fault.value.faults} == {
        "warehouse",
        "lines.0.sku",
        "lines.1.quantity",
        "lines.2.made",
        "lines.2.expires",
        "lines.3.lot",
    }


def test_only_what_is_free_is_scrapped(shop: Shop) -> None:
    receive(shop, LineEntry("A", Decimal(10)))
    with acting(shop.keeper):
        want = Want(new_id(), shop.variants["A"].id, shop.seller.id, Decimal(7))
        reserve_stock(shop.keeper, Document("order", new_id()), [want])
    entry = DocumentEntry("scrap", "near", why="broken", lines=[LineEntry("A", Decimal(4))])
    number = open_stock_document(shop.keeper, entry).number
    with pytest.raises(OnHandBelowReserved, match="3"):
        submit_stock_document(shop.keeper, number)
    set_stock_line(shop.keeper, number, changes=[LineChange(1, Decimal(3))])
    assert submit_stock_document(shop.keeper, number).state == "posted"
    assert balances(shop, "A") == {("near", ""): (7, 7)}
    with pytest.raises(StockDocumentClosed):
        set_stock_line(shop.keeper, number, changes=[LineChange(1, Decimal(1))])
    shop.check()


def test_an_adjustment_above_the_limit_waits_for_somebody_else(shop: Shop) -> None:
    receive(shop, LineEntry("A", Decimal(100), unit_cost=Decimal(10)))
    clerk = replace(shop.keeper, grants={**shop.keeper.grants, "inventory.adjust_stock": Decimal(50)})
    small = DocumentEntry("adjustment", "near", why="found", lines=[LineEntry("A", Decimal(5))])
    assert submit_stock_document(clerk, open_stock_document(clerk, small).number).state == "posted"
    large = replace(small, lines=[LineEntry("A", Decimal(-6))])
    number = open_stock_document(clerk, large).number
    waits = submit_stock_document(clerk, number)
    assert (waits.state, waits.value) == ("waiting", 60)
    assert balances(shop, "A") == {("near", ""): (105, 0)}
    approver = boss(shop)
    with pytest.raises(NotAllowed):
        approve_stock_document(clerk, number)
    with pytest.raises(OwnStockDocument):
        approve_stock_document(replace(approver, person_id=clerk.person_id), number)
    assert refuse_stock_document(approver, number, "Count again").state == "refused"
    submit_stock_document(clerk, number)
    assert approve_stock_document(approver, number).state == "posted"
    assert balances(shop, "A") == {("near", ""): (99, 0)}
    shop.check()


def test_what_nobody_knows_the_cost_of_waits_where_there_is_a_limit(shop: Shop) -> None:
    clerk = replace(shop.keeper, grants={**shop.keeper.grants, "inventory.adjust_stock": Decimal(50)})
    entry = DocumentEntry("adjustment", "near", why="found", lines=[LineEntry("A", Decimal(1))])
    assert submit_stock_document(clerk, open_stock_document(clerk, entry).number).state == "waiting"


def test_a_transfer_is_nowhere_to_be_promised_while_on_its_way(shop: Shop) -> None:
    receive(shop, LineEntry("A", Decimal(10), "L1", SPRING))
    entry = DocumentEntry("transfer", "near", "far", lines=[LineEntry("A", Decimal(6), "L1")])
    number = open_stock_document(shop.keeper, entry).number
    assert submit_stock_document(shop.keeper, number).state == "sent"
    assert balances(shop, "A") == {("near", "L1"): (4, 0), ("transit", "L1"): (6, 0)}
    key = (shop.variants["A"].id, shop.seller.id)
    with acting(shop.keeper):
        assert available(shop.keeper, [key[0]])[key] == 4
    with pytest.raises(Invalid) as fault:
        receive_transfer(shop.keeper, number, {1: Decimal(7)})
    assert "6" in fault.value.faults[0].message
    assert receive_transfer(shop.keeper, number, {1: Decimal(4)}).state == "sent"
    with pytest.raises(Invalid):
        receive_transfer(shop.keeper, number, {1: Decimal(1)}, finish=True)
    done = receive_transfer(shop.keeper, number, {1: Decimal(1)}, finish=True, why="one fell off")
    assert done.state == "posted"
    assert balances(shop, "A") == {("near", "L1"): (4, 0), ("far", "L1"): (5, 0), ("transit", "L1"): (0, 0)}
    with pytest.raises(StockDocumentClosed):
        receive_transfer(shop.keeper, number)
    shop.check()


def test_a_transfer_takes_no_more_than_is_free(shop: Shop) -> None:
    receive(shop, LineEntry("A", Decimal(2)))
    entry = DocumentEntry(
        "transfer", "near", "far", lines=[LineEntry("A", Decimal(3)), LineEntry("B", Decimal(1))]
    )
    number = open_stock_document(shop.keeper, entry).number
    with pytest.raises(OnHandBelowReserved) as short:
        submit_stock_document(shop.keeper, number)
    assert {line["sku"]: line["free"] for line in short.value.lines} == {"A": "2", "B": "0"}
    assert balances(shop, "A") == {("near", ""): (2, 0)}


def test_a_scan_fills_the_line(shop: Shop) -> None:
    with acting(shop.system):
        shop.variants["A"].gtin = "9521234543213"
        shop.variants["A"].save()
    number = open_stock_document(shop.keeper, DocumentEntry("receipt", "near")).number
    line = scan_into_document(shop.keeper, number, "(01)09521234543213(17)270301(10)L1", Decimal(12))
    assert (line.lot, line.expires, line.quantity) == ("L1", SPRING, 12)
    assert scan_into_document(shop.keeper, number, "9521234543213").quantity == 1
    assert scan_into_document(shop.keeper, number, "9521234543213").quantity == 2
    assert scan_into_document(shop.keeper, number, "b").variant_id == shop.variants["B"].id
    carton = "(02)09521234543213(10)L2(37)24"
    assert scan_into_document(shop.keeper, number, carton).quantity == 24
    with pytest.raises(AlreadyScanned, match="24"):
        scan_into_document(shop.keeper, number, carton)
    assert scan_into_document(shop.keeper, number, carton, again=True).quantity == 48


@pytest.mark.parametrize(
    ("code", "fault"),
    [("", "empty"), ("9521234543214", "check-digit"), ("9521234543213", "unknown"), ("nothing", "unknown")],
)
def test_a_code_that_says_nothing_is_answered_in_words(shop: Shop, code: str, fault: str) -> None:
    number = open_stock_document(shop.keeper, DocumentEntry("receipt", "near")).number
    with pytest.raises(Invalid) as wrong:
        scan_into_document(shop.keeper, number, code)
    assert [each.code for each in wrong.value.faults] == [fault]
    assert wrong.value.faults[0].message


def test_an_empty_document_does_nothing(shop: Shop) -> None:
    number = open_stock_document(shop.keeper, DocumentEntry("receipt")).number
    with pytest.raises(NothingInDocument):
        submit_stock_document(shop.keeper, number)
    assert cancel_stock_document(shop.keeper, number).state == "cancelled"
    with pytest.raises(StockDocumentClosed):
        submit_stock_document(shop.keeper, number)


def test_others_see_nothing_of_it(shop: Shop) -> None:
    number = receive(shop, LineEntry("A", Decimal(1)))
    rival = member_of(
        shop.system,
        make_organisation(shop.system, "rival"),
        "inventory.see_stock",
        "inventory.receive_stock",
    )
    with acting(rival):
        assert stock_documents(rival).items == []
        with pytest.raises(NotFound):
            stock_document(rival, number)
    with pytest.raises(NotFound):
        submit_stock_document(rival, number)


def test_each_kind_needs_its_grant(shop: Shop) -> None:
    nobody = member_of(shop.system, shop.seller, "inventory.see_stock")
    for kind in ("receipt", "scrap", "adjustment", "transfer", "count"):
        with pytest.raises(NotAllowed):
            open_stock_document(nobody, DocumentEntry(kind, "near", "far", why="x"))


def test_goods_have_a_bin(shop: Shop) -> None:
    receive(shop, LineEntry("A", Decimal(1), "L1"))
    put_away(shop.keeper, "A", "near", "L1", " B-07 ")
    with acting(shop.keeper):
        assert Stock.objects.get(lot="L1").bin == "B-07"
    with pytest.raises(NotFound):
        put_away(shop.keeper, "A", "near", "L9", "B-07")


@pytest.mark.parametrize("kind", ["receipt", "scrap", "adjustment", "count"])
def test_what_comes_whole_only_moves_in_no_parts(shop: Shop, kind: str) -> None:
    entry = DocumentEntry(kind, "near", why="Look", lines=[LineEntry("A", Decimal("1.5"))])
    with pytest.raises(Invalid) as wrong:
        open_stock_document(shop.keeper, entry)
    assert [(each.path, each.code) for each in wrong.value.faults] == [("lines.0.quantity", "divided")]
    entry = replace(entry, lines=[LineEntry("A", Decimal(1))])
    number = open_stock_document(shop.keeper, entry).number
    with pytest.raises(Invalid) as wrong:
        set_stock_line(shop.keeper, number, changes=[LineChange(1, Decimal("0.5"))])
    assert [(each.path, each.code) for each in wrong.value.faults] == [("lines.1.quantity", "divided")]
    with pytest.raises(Invalid) as wrong:
        scan_into_document(shop.keeper, number, "A", Decimal("0.5"))
    assert [each.code for each in wrong.value.faults] == ["divided"]
    # Where the unit may be divided, so may the goods.
    with acting(shop.system):
        PackUnit.objects.filter(variant=shop.variants["A"], factor=1).update(decimals=1)
    set_stock_line(shop.keeper, number, changes=[LineChange(1, Decimal("0.5"))])


def test_a_count_gives_a_lot_no_other_date(shop: Shop) -> None:
    receive(shop, LineEntry("A", Decimal(5), "L1", SPRING))
    for place, counted in (("near", 5), ("near", 6), ("far", 1)):
        lines = [LineEntry("A", Decimal(counted), "L1", SUMMER)]
        number = open_stock_document(shop.keeper, DocumentEntry("count", place, lines=lines)).number
        with pytest.raises(Invalid) as wrong:
            submit_stock_document(shop.keeper, number)
        assert [(each.path, each.code) for each in wrong.value.faults] == [("lines.0.expires", "other-date")]
    assert balances(shop, "A") == {("near", "L1"): (5, 0)}

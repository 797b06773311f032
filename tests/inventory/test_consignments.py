"""Goods of one house in another's warehouse: by agreement only, balances apart, moved by who keeps them."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.approve_count import approve_count
from dinghuo.inventory.actions.answer_consignment import answer_consignment
from dinghuo.inventory.actions.end_consignment import end_consignment
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.propose_consignment import ConsignmentEntry, propose_consignment
from dinghuo.inventory.actions.put_away_scan import put_away_scan
from dinghuo.inventory.actions.receive_transfer import receive_transfer
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.errors import (
    ConsignmentClosed,
    ConsignmentStands,
    NotConsigned,
    OnHandBelowReserved,
    OthersHands,
)
from dinghuo.inventory.models import Consignment, Lot, Stock, StockDocument, StockDocumentLine
from dinghuo.inventory.queries.consigned_statement import consigned_statement
from dinghuo.inventory.queries.consignments import consignment, consignments, possible_houses
from dinghuo.inventory.queries.stock_documents import stock_document, stock_documents, waiting_documents
from dinghuo.inventory.queries.unplaced import unplaced
from dinghuo.organisations.queries.organisations import organisation
from tests.fulfilment.kept import Kept, figures, line
from tests.makers import make_actor, make_goods, make_organisation, make_stock
from tests.makers.days import ahead
from tests.makers.trade import make_warehouse

D = Decimal
pytestmark = pytest.mark.django_db


def faults(refused: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {f"{fault.path} {fault.code}" for fault in refused.value.faults}


def test_the_other_house_agrees() -> None:
    kept = Kept(agreed=False)
    with acting(kept.owner):
        row = consignment(kept.owner, kept.number)
    assert (row.state, row.keeper_id, row.owner_id) == ("proposed", kept.branch.id, kept.world.supplier.id)
    # A proposal is no agreement: nobody can even begin a receipt.
    with pytest.raises(Invalid) as refused:
        kept.receive(5)
    assert faults(refused) == {"owner unknown"}
    with pytest.raises(ConsignmentClosed):
        answer_consignment(kept.keeper, kept.number, accept=True)
    with pytest.raises(Invalid):
        answer_consignment(kept.owner, kept.number, accept=False)
    answer_consignment(kept.owner, kept.number, accept=True, why="Gladly")
    with pytest.raises(ConsignmentClosed):
        answer_consignment(kept.owner, kept.number, accept=True)
    with acting(kept.world.system):
        told = EventRow.objects.filter(kind__startswith="consignment.").order_by("id")
        assert [row.kind for row in told] == ["consignment.proposed", "consignment.agreed"]
        assert {frozenset(row.parties) for row in told} == {
            frozenset([kept.branch.id, kept.world.supplier.id])
        }


def test_a_proposal_by_the_owner_for_the_keepers_place() -> None:
    kept = Kept()
    make_warehouse(kept.world.system, kept.branch, "west")
    entry = ConsignmentEntry(kept.branch.code, "west", ahead(0))
    row = propose_consignment(kept.owner, entry)
    assert (row.keeper_id, row.owner_id) == (kept.branch.id, kept.world.supplier.id)
    answer_consignment(kept.keeper, row.number, accept=True)
    with acting(kept.owner):
        assert len(consignments(kept.owner, "owner").items) == 2
        assert not consignments(kept.owner, "keeper").items


def test_everything_wrong_is_told_at_once() -> None:
    kept = Kept()
    entry = ConsignmentEntry(
        kept.world.supplier.code,
        "nowhere",
        ahead(3),
        ahead(1),
        goods="category",
        target="none",
        ships="nobody",
    )
    with pytest.raises(Invalid) as refused:
        propose_consignment(kept.keeper, entry)
    assert faults(refused) == {
        "warehouse unknown",
        "valid_until before",
        "target unknown",
        "ships unknown",
    }
    with pytest.raises(Invalid) as refused:
        propose_consignment(kept.keeper, ConsignmentEntry(kept.branch.code, "east", None, goods="articles"))
    assert faults(refused) == {"other unknown", "valid_from required", "articles required"}


def test_who_only_buys_keeps_nothing_and_lays_nothing_elsewhere() -> None:
    kept = Kept()
    with pytest.raises(Invalid) as refused:
        propose_consignment(kept.keeper, ConsignmentEntry(kept.world.buyer.code, "east", ahead(0)))
    assert faults(refused) == {"other only-buys"}
    assert kept.world.buyer.name in refused.value.faults[0].message
    # Nor is it offered; a supplier is offered no other suppliers.
    make_organisation(kept.world.market.id, "supplier", name="Rival")
    offered = _read(possible_houses, replace(kept.keeper, parts=frozenset({"branch"})))
    assert kept.world.buyer.code not in [house.code for house in offered]
    assert kept.world.supplier.code in [house.code for house in offered]
    of_supplier = _read(possible_houses, replace(kept.owner, parts=frozenset({"supplier"})))
    assert {part for house in of_supplier for part in house.parts} <= {"operator", "branch"}
    assert kept.branch.code in [house.code for house in of_supplier]


def test_one_agreement_stands_for_an_owner_and_a_place() -> None:
    kept = Kept()
    with pytest.raises(ConsignmentStands):
        kept.proposed()
    end_consignment(kept.owner, kept.number, "Moved out")
    assert kept.proposed() != kept.number


def test_who_may_not() -> None:
    kept = Kept()
    clerk = make_actor(kept.branch, ["inventory.see_stock"])
    with pytest.raises(NotAllowed):
        propose_consignment(clerk, ConsignmentEntry(kept.world.supplier.code, "east", ahead(0)))
    for act in (
        lambda: answer_consignment(kept.stranger, kept.number, accept=True),
        lambda: end_consignment(kept.stranger, kept.number),
        lambda: _read(consigned_statement, kept.stranger, kept.number),
        lambda: _read(consignment, kept.stranger, kept.number),
    ):
        with pytest.raises(NotFound):
            act()
    kept.receive(5)
    taker = make_actor(kept.branch, ["inventory.see_stock", "inventory.receive_stock"])
    entry = DocumentEntry("taking", "east", owner=kept.world.supplier.code, lines=[line(1)])
    with pytest.raises(NotAllowed):
        open_stock_document(taker, entry)


def _read(query: Any, actor: Actor, *of: Any) -> Any:
    with acting(actor):
        return query(actor, *of)


def test_the_database_shows_it_to_its_two_houses_alone() -> None:
    kept = Kept()
    number = kept.receive(12)
    for actor, seen in ((kept.keeper, 1), (kept.owner, 1), (kept.stranger, 0)):
        with acting(actor):
            assert Consignment.objects.count() == seen
            assert StockDocument.objects.count() == seen
            assert StockDocumentLine.objects.count() == seen
    assert _read(stock_document, kept.owner, number).document.keeper_id == kept.branch.id
    assert [row.number for row in _read(stock_documents, kept.keeper).items] == [number]
    with pytest.raises(NotFound):
        _read(stock_document, kept.stranger, number)


def test_balances_stay_apart() -> None:
    kept = Kept()
    make_stock(kept.branch, kept.milk, 7)
    kept.receive(12)
    assert kept.balances() == {
        ("branch", f"main-{kept.branch.code}", ""): (7, 0),
        ("supplier", "east", "L1"): (12, 0),
    }
    # What the keeper counts of its own isn't what it keeps.
    own = open_stock_document(kept.keeper, DocumentEntry("count", "east"))
    assert not _read(stock_document, kept.keeper, own.number).lines
    others = open_stock_document(kept.keeper, DocumentEntry("count", "east", owner=kept.world.supplier.code))
    assert [row.lot for row in _read(stock_document, kept.keeper, others.number).lines] == ["L1"]


def test_what_the_agreement_isnt_about_stays_out() -> None:
    kept = Kept({"goods": "articles", "articles": ["MILK"]})
    make_goods(kept.world.supplier, "BREAD")
    kept.receive(3)
    with pytest.raises(NotConsigned) as refused:
        kept.paper("receipt", LineEntry("BREAD", D(2)), line(1))
    assert [each["sku"] for each in refused.value.lines] == ["BREAD"]
    with pytest.raises(Invalid) as wrong:
        kept.paper("receipt", LineEntry("MILK", D(2), unit_cost=D(1)))
    assert faults(wrong) == {"lines.0.unit_cost others"}
    assert kept.balances() == {("supplier", "east", "L1"): (3, 0)}


@pytest.mark.parametrize("days", [{"valid_from": ahead(2)}, {"valid_until": ahead(-2)}])
def test_nothing_comes_in_before_or_after_its_time(days: dict[str, Any]) -> None:
    kept = Kept({"valid_from": ahead(-3)} | days)
    with pytest.raises(NotConsigned):
        kept.receive(3)
    assert kept.balances() == {}


def test_after_the_end_goods_only_leave() -> None:
    kept = Kept({"may_take": True})
    kept.receive(12)
    end_consignment(kept.keeper, kept.number, "No room")
    for kind in ("receipt", "taking"):
        with pytest.raises(NotConsigned):
            kept.paper(kind, line(1))
    back = kept.paper("transfer", line(5), target="own")
    with pytest.raises(OthersHands):
        receive_transfer(kept.keeper, back)
    receive_transfer(kept.owner, back)
    assert kept.balances() == {("supplier", "east", "L1"): (7, 0), ("supplier", "own", "L1"): (5, 0)}
    with pytest.raises(ConsignmentClosed):
        end_consignment(kept.owner, kept.number)


def test_the_owner_sends_goods_there_and_the_keeper_receives_them() -> None:
    kept = Kept()
    come = DocumentEntry("receipt", "own", lines=[LineEntry("MILK", D(20), "L1", ahead(60))])
    submit_stock_document(kept.owner, open_stock_document(kept.owner, come).number)
    entry = DocumentEntry("transfer", "own", "east", lines=[line(8)])
    number = open_stock_document(kept.owner, entry).number
    with pytest.raises(OthersHands):
        submit_stock_document(kept.keeper, number)
    submit_stock_document(kept.owner, number)
    with pytest.raises(OthersHands):
        receive_transfer(kept.owner, number)
    receive_transfer(kept.keeper, number, {1: D(7)}, finish=True, why="Broken")
    assert kept.balances() == {("supplier", "own", "L1"): (12, 0), ("supplier", "east", "L1"): (7, 0)}
    with pytest.raises(Invalid) as refused:
        open_stock_document(kept.stranger, DocumentEntry("transfer", "", "east", lines=[line(1)]))
    assert "warehouse unknown" in faults(refused)


def test_goods_dont_go_from_one_keeper_to_another() -> None:
    kept = Kept()
    kept.receive(4)
    other = make_warehouse(kept.world.system, _house(kept), "north")
    entry = ConsignmentEntry(_code(kept), other.key, ahead(-1))
    answer_consignment(kept.stranger, propose_consignment(kept.owner, entry).number, accept=True)
    with pytest.raises(Invalid) as refused:
        kept.paper("transfer", line(1), target="north")
    assert {fault.path for fault in refused.value.faults} == {"target"}


def _house(kept: Kept) -> Any:
    assert kept.stranger.organisation_id
    return _read(organisation, kept.world.system, kept.stranger.organisation_id)


def _code(kept: Kept) -> str:
    return str(_house(kept).code)


def test_taking_over_changes_the_owner_and_nothing_else() -> None:
    kept = Kept({"may_take": True})
    kept.receive(12)
    number = kept.paper("taking", line(5))
    assert number.startswith("TK-")
    assert kept.balances() == {("supplier", "east", "L1"): (7, 0), ("branch", "east", "L1"): (5, 0)}
    with acting(kept.world.system):
        expires = set(Lot.objects.values_list("expires", flat=True))
        assert expires == {ahead(60)}
    kept.ordered(6)
    with pytest.raises(OnHandBelowReserved):
        kept.paper("taking", line(2))
    # Both read who took what.
    for actor in (kept.keeper, kept.owner):
        assert _read(stock_document, actor, number).document.kind == "taking"


def test_taking_needs_the_agreement() -> None:
    kept = Kept()
    kept.receive(12)
    with pytest.raises(NotConsigned):
        kept.paper("taking", line(5))
    with pytest.raises(Invalid) as refused:
        open_stock_document(kept.keeper, DocumentEntry("taking", "east", lines=[line(1)]))
    assert faults(refused) == {"owner required"}
    with pytest.raises(Invalid):
        open_stock_document(kept.owner, DocumentEntry("taking", "own", owner=kept.branch.code))


def test_a_loss_is_the_owners_by_the_keepers_count() -> None:
    kept = Kept()
    kept.receive(12)
    first, last = kept.ordered(6), kept.ordered(4)
    number = kept.paper("count", line(7))
    assert _read(waiting_documents, kept.owner) == 0
    assert _read(waiting_documents, kept.keeper) == 1
    with pytest.raises(OthersHands):
        approve_count(kept.owner, number)
    document = approve_count(kept.second, number)
    assert document.value is None
    # Three that were promised aren't there: who ordered last waits, though the keeper sees no order.
    assert kept.balances() == {("supplier", "east", "L1"): (7, 7)}
    with acting(kept.world.system):
        short = EventRow.objects.filter(kind="order.short").values_list("subject_number", flat=True)
        assert list(short) == [last]
    assert first != last


def test_kept_goods_get_their_bin() -> None:
    kept = Kept()
    with acting(kept.world.system):
        type(kept.east).objects.filter(id=kept.east.id).update(has_bins=True)
    kept.receive(12)
    assert [row.owner_id for row in _read(unplaced, kept.keeper)] == [kept.world.supplier.id]
    assert _read(unplaced, kept.owner) == []
    assert put_away_scan(kept.keeper, "MILK", "A-01", "east").bin == "A-01"
    own = DocumentEntry("receipt", "east", lines=[LineEntry("MILK", D(3), "L1", ahead(60))])
    submit_stock_document(kept.keeper, open_stock_document(kept.keeper, own).number)
    with pytest.raises(Invalid) as refused:
        put_away_scan(kept.keeper, "MILK", "B-02", "east")
    assert faults(refused) == {"owner required"}
    put_away_scan(kept.keeper, "MILK", "B-02", "east", owner=kept.branch.code)
    with acting(kept.world.system):
        bins = dict(Stock.objects.values_list("owner_id", "bin"))
    assert bins == {kept.world.supplier.id: "A-01", kept.branch.id: "B-02"}


def test_both_read_the_same_statement() -> None:
    kept = Kept({"may_take": True})
    kept.receive(12)
    kept.receive(8, "L2", 90)
    kept.paper("taking", line(3))
    kept.paper("transfer", line(2, "L2"), target="own")
    scrapped = kept.paper("scrap", line(1), why="Broken")
    keeper = _read(consigned_statement, kept.keeper, kept.number)
    owner = _read(consigned_statement, kept.owner, kept.number)
    assert keeper.lines == owner.lines
    assert keeper.entries == owner.entries
    assert figures(keeper.lines) == {"MILK": [0, 20, 0, 3, 1, 2, 14]}
    assert keeper.entries[-1].document_number == scrapped
    # A later time begins with what the earlier one ended with.
    later = _read(consigned_statement, kept.owner, kept.number, ahead(2), ahead(9))
    assert figures(later.lines) == {"MILK": [14, 0, 0, 0, 0, 0, 14]}
    assert later.entries == []
    with pytest.raises(Invalid):
        _read(consigned_statement, kept.owner, kept.number, ahead(9), ahead(2))


def test_an_end_and_a_receipt_at_once(live: None, two_at_once: Any) -> None:
    kept = Kept()
    entry = DocumentEntry("receipt", "east", owner=kept.world.supplier.code, lines=[line(4)])
    number = open_stock_document(kept.keeper, entry).number
    ended, received = two_at_once(
        lambda: end_consignment(kept.owner, kept.number).state,
        lambda: submit_stock_document(kept.keeper, number).state,
    )
    assert ended == "ended"
    there = {("supplier", "east", "L1"): (4, 0)} if received == "posted" else {}
    assert received == "posted" or isinstance(received, NotConsigned)
    assert kept.balances() == there


def test_taking_and_ordering_at_once_never_promise_it_twice(live: None, two_at_once: Any) -> None:
    kept = Kept({"may_take": True})
    kept.receive(10)
    entry = DocumentEntry("taking", "east", owner=kept.world.supplier.code, lines=[line(7)])
    papers = [open_stock_document(kept.keeper, entry).number for _ in range(2)]
    outcomes = two_at_once(
        *[lambda number=number: submit_stock_document(kept.keeper, number).state for number in papers],
        lambda: kept.ordered(7, confirmed=False),
    )
    assert sum(isinstance(each, str) for each in outcomes) == 1, outcomes
    assert sum(on_hand for on_hand, _held in kept.balances().values()) == 10

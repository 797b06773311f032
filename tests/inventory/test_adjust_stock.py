"""A balance is corrected by an amount, with a reason."""

from dataclasses import replace
from decimal import Decimal

import pytest

from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.adjust_stock import adjust_stock
from dinghuo.inventory.actions.count_stock import StockCount
from dinghuo.inventory.errors import OnHandBelowReserved, StockApprovalNeeded
from dinghuo.inventory.models import Movement, UnitCost
from dinghuo.inventory.queries.stock_documents import stock_documents
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from tests.inventory.conftest import Shop
from tests.makers.trade import make_organisation, member_of


def test_it_adds_and_takes_away(shop: Shop) -> None:
    assert adjust_stock(shop.keeper, "A", Decimal(10), "came in", "far").on_hand == 10
    assert adjust_stock(shop.keeper, "A", Decimal(-3), "broken", "far").on_hand == 7
    with acting(shop.keeper):
        papers = stock_documents(shop.keeper, kind="adjustment").items
        assert [(paper.state, paper.why) for paper in papers] == [("posted", "broken"), ("posted", "came in")]
        moved = Movement.objects.filter(kind="adjusted").order_by("-id")
        assert [move.document_number for move in moved] == [paper.number for paper in papers]
    with acting(shop.keeper):
        event = EventRow.objects.filter(kind="stock.adjusted").order_by("-id")[0]
        assert (event.why, event.data["change"]) == ("broken", "-3")
    shop.check()


def test_what_is_promised_stays(shop: Shop) -> None:
    shop.put(StockCount("A", Decimal(5)))
    with acting(shop.keeper):
        want = Want(new_id(), shop.variants["A"].id, shop.seller.id, Decimal(4))
        reserve_stock(shop.keeper, Document("order", new_id()), [want])
    with pytest.raises(OnHandBelowReserved) as refused:
        adjust_stock(shop.keeper, "A", Decimal(-2), "broken")
    assert refused.value.instead == {"change": "-1"}
    assert adjust_stock(shop.keeper, "A", Decimal(-1), "broken").available == 0


def test_every_fault_at_once(shop: Shop) -> None:
    with pytest.raises(Invalid) as fault:
        adjust_stock(shop.keeper, "A", Decimal(0), " ")
    assert {each.path for each in fault.value.faults} == {"change", "why"}


def test_unknown_or_foreign_is_not_found(shop: Shop) -> None:
    with pytest.raises(NotFound):
        adjust_stock(shop.keeper, "nothing", Decimal(1), "found")
    rival = member_of(shop.system, make_organisation(shop.system, "rival"), "inventory.adjust_stock")
    with pytest.raises(NotFound):
        adjust_stock(rival, "A", Decimal(1), "found", "near")


def test_it_needs_the_grant(shop: Shop) -> None:
    with pytest.raises(NotAllowed):
        adjust_stock(member_of(shop.system, shop.seller), "A", Decimal(1), "found")


def test_above_the_limit_somebody_else_has_to_agree(shop: Shop) -> None:
    clerk = replace(shop.keeper, grants={**shop.keeper.grants, "inventory.adjust_stock": Decimal(50)})
    with pytest.raises(StockApprovalNeeded):
        adjust_stock(clerk, "A", Decimal(1), "found")
    with acting(shop.keeper):
        UnitCost.objects.create(
            market_id=shop.system.market_id, owner=shop.seller, variant=shop.variants["A"], cost=Decimal(10)
        )
    assert adjust_stock(clerk, "A", Decimal(5), "found").on_hand == 5
    with pytest.raises(StockApprovalNeeded):
        adjust_stock(clerk, "A", Decimal(6), "found")

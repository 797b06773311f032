"""What lies with a keeper counts for its owner, at the place that refills it; a recalled lot counts for nobody."""

from decimal import Decimal

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.permissions import PERMISSIONS as FULFILMENT
from dinghuo.inventory.actions.answer_consignment import answer_consignment
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.propose_consignment import ConsignmentEntry, propose_consignment
from dinghuo.inventory.actions.receive_transfer import receive_transfer
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.models import Stock
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.procurement.actions.propose_replenishment import propose_replenishment
from dinghuo.procurement.permissions import PERMISSIONS
from dinghuo.procurement.queries.figures import figures
from dinghuo.procurement.rules.figures import Figure
from dinghuo.web.selling.replenishment_words import why_words
from tests.makers import make_actor, make_organisation
from tests.makers.days import ahead
from tests.makers.trade import make_warehouse
from tests.procurement.conftest import Depot

D = Decimal


@pytest.fixture
def keeper(depot: Depot) -> Actor:
    """Who keeps goods for the house in its warehouse "far", and may take them over."""
    other = make_organisation(depot.world.market.id, "branch", name="West branch")
    make_warehouse(depot.world.system, other, "far")
    manager = make_actor(other, [*PERMISSIONS, *STOCK, *FULFILMENT, "ordering.view_orders"], "Wu Gang")
    entry = ConsignmentEntry(depot.house.code, "far", ahead(-1), ships="both", may_take=True)
    answer_consignment(depot.keeper, propose_consignment(manager, entry).number, accept=True)
    return manager


def sent(depot: Depot, quantity: int) -> str:
    """So much water leaves the house's warehouse for the keeper's."""
    lines = [LineEntry("WATER", D(quantity))]
    entry = DocumentEntry("transfer", depot.place.key, "far", lines=lines)
    number = open_stock_document(depot.keeper, entry).number
    submit_stock_document(depot.keeper, number)
    return number


def reckoned(depot: Depot) -> Figure:
    with acting(depot.keeper):
        [found] = [each for each in figures(depot.keeper) if each.article.sku == "WATER"]
    return found


def test_goods_with_a_keeper_cover_their_owner(depot: Depot, keeper: Actor) -> None:
    water = depot.goods("WATER", stock=200, lead_time_days=4)
    depot.sold(water, 30, 20)
    before = reckoned(depot)
    number = sent(depot, 140)
    # On its way there it counts as well.
    assert reckoned(depot).held.position == before.held.position == 150
    receive_transfer(keeper, number)
    after = reckoned(depot)
    assert (after.held.on_hand, after.held.kept, after.held.position) == (10, 140, 150)
    assert after.levels == before.levels
    assert after.standing == before.standing
    assert after.days_left == before.days_left
    assert propose_replenishment(depot.keeper).proposals == 0
    assert "140 free with who keeps goods for you" in " ".join(why_words(after.reason(), "pc"))


def test_what_is_sold_from_there_is_the_owners_demand(depot: Depot, keeper: Actor) -> None:
    water = depot.goods("WATER", stock=200, lead_time_days=4)
    receive_transfer(keeper, sent(depot, 200))
    # Its own warehouse is empty: all of it leaves from the keeper's.
    depot.sold(water, 60, 60)
    found = reckoned(depot)
    assert found.demand.per_day == pytest.approx(120 / found.window_days)
    assert (found.held.on_hand, found.held.kept, found.held.position) == (0, 80, 80)


def test_the_keeper_counts_what_it_has_taken_over(depot: Depot, keeper: Actor) -> None:
    depot.goods("WATER", stock=200)
    receive_transfer(keeper, sent(depot, 50))

    def own() -> list[Decimal]:
        with acting(keeper):
            return [each.held.position for each in figures(keeper)]

    assert own() == []
    entry = DocumentEntry("taking", "far", lines=[LineEntry("WATER", D(20))], owner=depot.house.code)
    submit_stock_document(keeper, open_stock_document(keeper, entry).number)
    assert own() == [20]
    assert reckoned(depot).held.position == 180


def test_a_recalled_lot_covers_nobody(depot: Depot) -> None:
    depot.goods("WATER", stock=200)
    with acting(depot.world.system):
        Stock.objects.filter(owner=depot.house, variant__sku="WATER").update(recalled=True)
    assert reckoned(depot).held.position == 0

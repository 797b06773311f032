"""share_forecast: suppliers see what a house will need from the moment it is allowed, and no longer than it is."""

import pytest

from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.procurement.actions.share_forecast import share_forecast
from dinghuo.procurement.permissions import SEE_FORECAST
from dinghuo.procurement.queries.forecasts import forecasts
from tests.makers import make_actor, make_organisation


def seen_by(organisation) -> list[str]:
    actor = make_actor(organisation, [SEE_FORECAST])
    with acting(actor):
        return [row.variant.sku for row in forecasts(actor).items]


def test_the_supplier_sees_it_as_long_as_it_is_shared_and_no_other_does(depot):
    world = depot.world
    depot.sold(depot.goods("WATER", stock=130, lead_time_days=4), 40, 20, 40)
    stranger = make_organisation(world.market.id, "supplier", name="Another maker")
    assert seen_by(world.supplier) == []
    share_forecast(world.system, depot.house.code, shares=True)
    assert seen_by(world.supplier) == ["WATER"]
    assert seen_by(stranger) == []
    share_forecast(world.system, depot.house.code, shares=False)
    assert seen_by(world.supplier) == []


def test_what_lasts_longer_than_a_supplier_sees_is_not_told(depot):
    depot.sold(depot.goods("WATER", stock=130, lead_time_days=4), 40, 20, 40)
    depot.sold(depot.goods("TEA", stock=5000, lead_time_days=4), 3)
    share_forecast(depot.world.system, depot.house.code, shares=True)
    assert seen_by(depot.world.supplier) == ["WATER"]


def test_only_a_house_that_is_there_and_only_by_the_operator(depot):
    with pytest.raises(NotFound):
        share_forecast(depot.world.system, "NOBODY", shares=True)
    with pytest.raises(NotAllowed):
        share_forecast(make_actor(depot.house, []), depot.house.code, shares=True)

"""A seller chooses between the nearest list and the lowest price."""

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.save_policy import save_policy
from dinghuo.pricing.permissions import PERMISSIONS
from dinghuo.pricing.queries.terms import lowest_from
from tests.makers.trade import member_of
from tests.pricing.conftest import Prices


def test_the_lowest_of_several_or_the_nearest_again(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "8")
    prices.list("gold", "level", level=prices.gold)
    prices.price("gold", "9")
    clerk = member_of(prices.system, prices.seller, *PERMISSIONS)
    assert prices.ask(at=now()).amount == 9
    save_policy(clerk, "level")
    save_policy(clerk, "level")
    assert prices.ask(at=now()).amount == 8
    with acting(clerk):
        assert lowest_from(clerk) == "level"
    save_policy(clerk)
    assert prices.ask(at=now()).amount == 9


def test_no_unknown_level_and_not_for_everybody(prices: Prices) -> None:
    with pytest.raises(Invalid):
        save_policy(member_of(prices.system, prices.seller, *PERMISSIONS), "nearest")
    with pytest.raises(NotAllowed):
        save_policy(member_of(prices.system, prices.seller), "level")

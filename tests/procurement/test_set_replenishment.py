"""set_replenishment: a house says by which figures it is replenished; faults are told all at once."""

from decimal import Decimal

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.procurement.actions.set_replenishment import PolicyEntry, set_replenishment
from dinghuo.procurement.permissions import SEE
from dinghuo.procurement.queries.policy import policy
from tests.makers import make_actor


def test_the_last_figures_count(depot):
    usual = set_replenishment(depot.keeper, PolicyEntry(60, 7, Decimal("95")))
    changed = set_replenishment(depot.keeper, PolicyEntry(30, 14, Decimal("97.55"), is_nightly=True))
    assert changed.id == usual.id
    with acting(depot.keeper):
        found = policy(depot.keeper)
    assert (found.window_days, found.review_days, found.service_percent) == (30, 14, Decimal("97.6"))
    assert found.is_nightly


def test_every_figure_out_of_bounds_is_told(depot):
    with pytest.raises(Invalid) as told:
        set_replenishment(depot.keeper, PolicyEntry(6, 91, Decimal("NaN")))
    assert [fault.path for fault in told.value.faults] == ["window_days", "review_days", "service_percent"]


def test_who_isnt_granted_it_sets_nothing(depot):
    with pytest.raises(NotAllowed):
        set_replenishment(make_actor(depot.house, [SEE]), PolicyEntry(60, 7, Decimal("95")))

"""What a release adds to presets reaches the markets that stand, but not what an operator has chosen by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.management import call_command

from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.market.refresh_market import refresh_market
from dinghuo.organisations.actions.people.save_role import save_role
from dinghuo.organisations.models import Role, RoleGrant
from dinghuo.organisations.rules import roles as presets
from dinghuo.organisations.steps import refresh_roles, seed_roles
from tests.organisations.world import World

NEW = "insight.see_dashboard"


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def release(monkeypatch):
    """The next release: purchasers may do one thing more, up to a limit, and there is one role more."""

    def changed(preset):
        if preset.key != "buyer-purchaser":
            return preset
        return replace(
            preset, permissions=preset.permissions | {NEW}, limits={**preset.limits, NEW: Decimal(7)}
        )

    night = replace(presets.PRESETS[0], key="buyer-night", name="Night shift")
    for module in (refresh_roles, seed_roles):
        monkeypatch.setattr(module, "PRESETS", (*map(changed, presets.PRESETS), night))


def granted(world, key) -> dict[str, Decimal | None]:
    with acting(world.system):
        rows = RoleGrant.objects.filter(market_id=world.market_id, role__key=key)
        return dict(rows.values_list("permission", "limit"))


def saved(world, key, **changes) -> None:
    grants = granted(world, key) | changes.pop("more", {})
    for permission in changes.pop("without", ()):
        del grants[permission]
    save_role(world.system, key, "A name", "buyer", grants)


def test_a_new_permission_and_a_new_role_arrive_once(world, release):
    before = granted(world, "buyer-purchaser")
    refresh_market(world.system)
    assert granted(world, "buyer-purchaser") == before | {NEW: Decimal(7)}
    assert granted(world, "buyer-night")
    assert refresh_market(world.system) == 0
    assert NEW not in granted(world, "buyer-admin")


def test_a_limit_set_by_hand_stays_and_the_role_still_follows(world, release):
    saved(world, "buyer-purchaser", more={"ordering.place_order": Decimal(5)})
    refresh_market(world.system)
    found = granted(world, "buyer-purchaser")
    assert (found["ordering.place_order"], found[NEW]) == (5, 7)


def test_a_role_whose_permissions_were_chosen_by_hand_stays_as_it_is(world, release):
    saved(world, "buyer-purchaser", without=["ordering.cancel_order"])
    refresh_market(world.system)
    assert not {NEW, "ordering.cancel_order"} & set(granted(world, "buyer-purchaser"))


def test_a_role_of_the_operator_s_own_is_left_alone(world, release):
    with acting(world.system):
        Role.objects.create(market_id=world.market_id, key="own", name="Own", door="buyer")
    refresh_market(world.system)
    assert granted(world, "own") == {}


def test_two_at_once_add_it_once(two_at_once, release):
    world = World()
    outcomes = two_at_once(*[lambda: refresh_market(world.system)] * 2)
    assert not [each for each in outcomes if isinstance(each, Exception)]
    assert granted(world, "buyer-purchaser")[NEW] == 7


def test_only_the_program_does_it(world):
    with pytest.raises(NotAllowed):
        refresh_market(world.person(world.operator, "operator-admin"))


def test_it_comes_with_migrate(world, release, capsys):
    call_command("migrate", verbosity=1, plan=True)
    assert NEW not in granted(world, "buyer-purchaser")
    call_command("migrate", verbosity=1)
    assert NEW in granted(world, "buyer-purchaser")
    assert "Permissions added" in capsys.readouterr().out

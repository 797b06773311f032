"""Making keys: for whom, told once, and kept as a hash."""

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.make_api_key import make_api_key
from dinghuo.integration.models import ApiKey
from dinghuo.integration.queries.actor_for_key import actor_for_key
from dinghuo.integration.queries.api_keys import api_keys
from tests.integration.world import Keys

pytestmark = pytest.mark.django_db


def test_the_operator_makes_a_key_for_anybody_and_it_acts_with_their_rights() -> None:
    world = Keys()
    made = make_api_key(world.operator.actor, world.seller.membership.id, "ERP")
    actor = actor_for_key(made.token)
    assert actor is not None
    assert (actor.organisation_id, actor.scope) == (world.supplier.id, "party")
    assert dict(actor.grants) == dict(world.seller.actor.grants)
    assert actor.key_id == made.key.id


def test_the_secret_is_not_kept() -> None:
    world = Keys()
    token = make_api_key(world.operator.actor, world.seller.membership.id, "ERP").token
    with acting(world.system):
        row = ApiKey.objects.get(organisation=world.supplier)
    secret = token.split("_", 2)[2]
    assert secret not in str(vars(row))
    assert row.ending == secret[-4:]


def test_it_is_announced_without_its_secret() -> None:
    world = Keys()
    made = make_api_key(world.operator.actor, world.seller.membership.id, "ERP")
    with acting(world.system):
        event = EventRow.objects.get(kind="api_key.made", subject_id=made.key.id)
    assert event.data == {"name": "ERP", "member": "Wang Fang"}
    assert world.supplier.id in event.parties


def test_who_lacks_the_permission_makes_and_sees_none() -> None:
    world = Keys()
    with pytest.raises(NotAllowed):
        make_api_key(world.purchaser.actor, world.purchaser.membership.id, "ERP")
    with pytest.raises(NotAllowed):
        api_keys(world.purchaser.actor)


def test_a_name_is_needed() -> None:
    world = Keys()
    with pytest.raises(Invalid):
        make_api_key(world.operator.actor, world.seller.membership.id, " ")


def test_another_market_s_member_is_not_there() -> None:
    world, other = Keys(), Keys()
    with pytest.raises(NotFound):
        make_api_key(world.operator.actor, other.seller.membership.id, "ERP")


def test_the_list_shows_the_newest_first_a_page_at_a_time() -> None:
    world = Keys()
    for name in ("one", "two", "three"):
        make_api_key(world.operator.actor, world.seller.membership.id, name)
    with acting(world.operator.actor):
        first = api_keys(world.operator.actor, limit=2)
        rest = api_keys(world.operator.actor, after=first.next, limit=2)
    assert [key.name for key in (*first.items, *rest.items)] == ["three", "two", "one"]
    assert rest.next is None

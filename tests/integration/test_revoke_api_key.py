"""Revoking keys, and every other way in which one stops."""

from dataclasses import replace

import pytest

from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.make_api_key import make_api_key
from dinghuo.integration.actions.revoke_api_key import revoke_api_key
from dinghuo.integration.models import ApiKey
from dinghuo.integration.permissions import MANAGE_API_KEYS
from dinghuo.integration.queries.actor_for_key import actor_for_key
from dinghuo.integration.rules.api_tokens import read_token, token_of
from dinghuo.organisations.models import Membership, Organisation, Person
from tests.integration.world import Keys

pytestmark = pytest.mark.django_db


def test_a_revoked_key_lets_nobody_in_and_revoking_twice_is_the_same() -> None:
    world = Keys()
    made = make_api_key(world.operator.actor, world.seller.membership.id, "ERP")
    first = revoke_api_key(world.operator.actor, made.key.id, "lost")
    again = revoke_api_key(world.operator.actor, made.key.id)
    assert actor_for_key(made.token) is None
    assert first.revoked_at == again.revoked_at


def test_others_revoke_their_own_only() -> None:
    world = Keys()
    may = replace(world.seller.actor, grants={MANAGE_API_KEYS: None})
    own = make_api_key(may, world.seller.membership.id, "own").key
    foreign = make_api_key(world.operator.actor, world.purchaser.membership.id, "theirs").key
    assert revoke_api_key(may, own.id).revoked_at is not None
    with pytest.raises(NotFound):
        revoke_api_key(may, foreign.id)
    with pytest.raises(NotFound):
        make_api_key(may, world.purchaser.membership.id, "theirs")


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (Membership, {"status": "suspended"}),
        (Person, {"is_active": False}),
        (Organisation, {"status": "blocked"}),
    ],
)
def test_a_key_ends_with_its_member(model: type, columns: dict[str, object]) -> None:
    world = Keys()
    token = make_api_key(world.operator.actor, world.seller.membership.id, "ERP").token
    membership = world.seller.membership
    of = {Membership: membership.id, Person: membership.person_id, Organisation: membership.organisation_id}
    with acting(world.system):
        model.objects.filter(id=of[model]).update(**columns)
    assert actor_for_key(token) is None


def test_what_is_no_key_lets_nobody_in() -> None:
    world = Keys()
    token = make_api_key(world.operator.actor, world.seller.membership.id, "ERP").token
    other = Keys()
    wrong_market = token.replace(world.market_id.hex, other.market_id.hex)
    for text in (
        "",
        "dh",
        "dh__",
        "dh_x_y",
        token[:-1],
        token + "x",
        wrong_market,
        "Bearer",
        "dh_" + "z" * 32 + "_s",
    ):
        assert actor_for_key(text) is None


def test_last_use_is_written_once_in_five_minutes() -> None:
    world = Keys()
    made = make_api_key(world.operator.actor, world.seller.membership.id, "ERP")
    actor_for_key(made.token)
    with acting(world.system):
        first = ApiKey.objects.get(id=made.key.id).last_used_at
    actor_for_key(made.token)
    with acting(world.system):
        assert ApiKey.objects.get(id=made.key.id).last_used_at == first
    assert first is not None


def test_who_comes_with_a_key_is_found_in_one_statement(django_assert_num_queries) -> None:
    world = Keys()
    token = make_api_key(world.operator.actor, world.seller.membership.id, "ERP").token
    actor_for_key(token)
    # Besides: the savepoint in the test's own transaction, and the context set and given back.
    with django_assert_num_queries(4):
        actor_for_key(token)


def test_a_token_is_read_as_it_was_written() -> None:
    world = Keys()
    assert read_token(token_of(world.market_id, "a_b-c")) == (world.market_id, "a_b-c")

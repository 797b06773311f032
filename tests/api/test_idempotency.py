"""Asked for twice, done once: one after the other, and at the same moment."""

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock
from dinghuo.ordering.models import Order
from tests.makers import make_actor, make_goods, make_world
from tests.makers.calls import BODIES, CALLS, filled, names
from tests.makers.keys import Program
from tests.makers.underway import make_trade

WRITES = [call for call in CALLS if call[0] != "GET"]


def wanted(goods, quantity="2"):
    return {"lines": [{"sku": goods.sku, "quantity": quantity}], "payment": {"method": "credit"}}


def reserved(world, goods):
    with acting(world.system):
        return Stock.objects.get(variant=goods).reserved


def test_the_first_answer_again_byte_for_byte(world, buyer):
    water = make_goods(world.supplier, stock=100)
    first = buyer.post("/orders", wanted(water), Idempotency_Key="a-1")
    again = buyer.post("/orders", wanted(water), Idempotency_Key="a-1")
    assert (first.status, again.status) == (201, 201)
    assert first.content == again.content
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert reserved(world, water) == 2


def test_another_key_is_another_order(world, buyer):
    water = make_goods(world.supplier, stock=100)
    numbers = {
        buyer.post("/orders", wanted(water), **headers)["orders"][0]["number"]
        for headers in ({"Idempotency_Key": "a-1"}, {"Idempotency_Key": "a-2"}, {}, {})
    }
    assert len(numbers) == 4


def test_the_same_key_with_another_body_is_refused(world, buyer):
    water = make_goods(world.supplier, stock=100)
    buyer.post("/orders", wanted(water), Idempotency_Key="a-1")
    answer = buyer.post("/orders", wanted(water, "3"), Idempotency_Key="a-1")
    assert (answer.status, answer["type"]) == (409, "idempotency-key-reused")


def test_the_same_key_for_another_call_is_refused(world, buyer, ordered):
    number = ordered(make_goods(world.supplier, stock=100))
    body = {"text": "Hello"}
    assert buyer.post(f"/orders/{number}/messages", body, Idempotency_Key="a-1").status == 201
    other = ordered(make_goods(world.supplier, stock=100))
    answer = buyer.post(f"/orders/{other}/messages", body, Idempotency_Key="a-1")
    assert (answer.status, answer["type"]) == (409, "idempotency-key-reused")


def test_a_refusal_is_as_final_as_an_order(world, buyer):
    water = make_goods(world.supplier, stock=1)
    first = buyer.post("/orders", wanted(water), Idempotency_Key="a-1")
    with acting(world.system):
        Stock.objects.update(on_hand=100)
    again = buyer.post("/orders", wanted(water), Idempotency_Key="a-1")
    assert (first.status, again.status) == (409, 409)
    assert (first.content, again["type"]) == (again.content, "out-of-stock")
    assert again.headers["Content-Type"] == "application/problem+json"
    assert buyer.post("/orders", wanted(water)).status == 201


def test_faults_are_answered_again_too(world, buyer):
    faulty = {"lines": [], "payment": {"method": 5}}
    first, again = (buyer.post("/orders", faulty, Idempotency_Key="a-1") for _ in range(2))
    assert (first.status, first.content) == (422, again.content)
    assert again.headers["Idempotent-Replayed"] == "true"


def test_a_key_belongs_to_its_organisation(world, buyer, seller, ordered):
    number = ordered(make_goods(world.supplier, stock=100))
    body = {"text": "Hello"}
    answers = [
        program.post(f"/orders/{number}/messages", body, Idempotency_Key="a-1") for program in (buyer, seller)
    ]
    assert [answer.status for answer in answers] == [201, 201]
    assert len(buyer.get(f"/orders/{number}/messages")["items"]) == 2


def test_keys_that_cannot_be_kept_are_faults(buyer):
    for key in ("", "x" * 201, "ключ"):
        answer = buyer.post("/orders", {}, Idempotency_Key=key)
        assert answer.status == 422
        assert "Idempotency-Key" in answer.paths or key == "ключ"


@pytest.mark.parametrize(("method", "path", "call"), WRITES, ids=names(WRITES))
def test_every_write_has_one_effect_however_often_it_is_sent(db, method, path, call):
    staff, documents = make_trade(make_world())
    first, again = (
        staff.operator.call(
            method, filled(path, documents), BODIES.get(call["operationId"]), Idempotency_Key="a-1"
        )
        for _ in range(2)
    )
    assert (first.status, first.content) == (again.status, again.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    other = staff.operator.call(method, filled(path, documents), {"odd": "body"}, Idempotency_Key="a-1")
    assert (other.status, other["type"]) == (409, "idempotency-key-reused")


def test_at_the_same_moment_one_order_is_made(two_at_once):
    world = make_world()
    water = make_goods(world.supplier, stock=100)
    token = Program(world.purchaser()).token

    def place():
        return Program(token=token).post("/orders", wanted(water), Idempotency_Key="a-1")

    outcomes = two_at_once(*[place] * 4)
    assert [outcome.status for outcome in outcomes] == [201] * 4
    assert len({outcome.content for outcome in outcomes}) == 1
    assert sorted("Idempotent-Replayed" in outcome.headers for outcome in outcomes) == [
        False,
        True,
        True,
        True,
    ]
    with acting(world.system):
        assert Order.objects.filter(market_id=world.market.id).count() == 1
    assert reserved(world, water) == 2


def test_two_after_the_last_piece(two_at_once):
    world = make_world()
    water = make_goods(world.supplier, stock=1)
    tokens = [Program(make_actor(world.buyer, world.purchaser().grants)).token for _ in range(2)]
    outcomes = two_at_once(
        *[lambda token=token: Program(token=token).post("/orders", wanted(water, "1")) for token in tokens]
    )
    assert sorted(outcome.status for outcome in outcomes) == [201, 409]
    refused = next(outcome for outcome in outcomes if outcome.status == 409)
    assert (refused["type"], refused["lines"][0]["available"]) == ("out-of-stock", "0")
    assert reserved(world, water) == 1

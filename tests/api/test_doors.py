"""Every call, by whoever comes: nothing that belongs to somebody else is told, and nothing ever breaks.

Made from the OpenAPI document, so that a new call is tried without being named here.
"""

import itertools
import json

import pytest

from tests.makers import make_goods, make_organisation, make_world
from tests.makers.calls import BODIES, CALLS, filled, named, names
from tests.makers.staff import RUN, make_program, make_staff
from tests.makers.underway import make_trade

#: What anybody may be granted.
ALL = (*RUN, "ordering.approve_order")

#: Calls about goods, which everybody in the market may see.
OPEN = {"product", "product_document", "comparison", "stock_of", "set_stock", "categoryAttributes"}
DOCUMENTS = [
    (method, path, call) for method, path, call in CALLS if "{" in path and call["operationId"] not in OPEN
]


def ask(program, method, path, call):
    return program.call(method, path, BODIES.get(call["operationId"]))


@pytest.mark.parametrize(("method", "path", "call"), DOCUMENTS, ids=names(DOCUMENTS))
def test_what_belongs_to_others_is_not_there(db, method, path, call):
    world, other = make_world(), make_world()
    staff, documents = make_trade(world)
    for stranger in (
        make_program(make_organisation(world.market.id, "buyer"), *ALL),
        make_program(make_organisation(world.market.id, "supplier"), *ALL),
        make_program(make_organisation(world.market.id, "buyer")),
        make_program(other.operator, *ALL),
    ):
        answer = ask(stranger, method, filled(path, documents), call)
        assert (answer.status, answer["type"]) == (404, "not-found")
        for told in documents.values():
            assert told not in answer.content.decode()


@pytest.mark.parametrize(("method", "path", "call"), DOCUMENTS, ids=names(DOCUMENTS))
def test_faults_do_not_tell_what_belongs_to_others(db, method, path, call):
    world = make_world()
    _staff, documents = make_trade(world)
    stranger = make_program(make_organisation(world.market.id, "buyer"), *ALL)
    answer = stranger.call(method, filled(path, documents), {"reason": "", "lines": 7, "odd": 1})
    assert (answer.status, answer["type"]) == (404, "not-found")


@pytest.mark.parametrize(("method", "path", "call"), DOCUMENTS, ids=names(DOCUMENTS))
def test_what_may_be_seen_is_not_done_without_the_grant(db, method, path, call):
    world = make_world()
    _staff, documents = make_trade(world)
    party = (
        world.supplier
        if "{list}" in path
        or path.startswith(
            (
                *("/imports", "/stock-documents", "/supplies", "/order-minimums", "/qualifications"),
                "/price-changes",
                "/contracts",
                "/tax-exemptions",
                "/pickings",
                "/consignments",
                "/manual-prices",
                "/quantity-terms",
                "/freight-terms",
                "/product-looks",
                "/replenishment-proposals",
                "/promotions",
            )
        )
        else world.buyer
    )
    if path.startswith("/tax-rates"):
        party = world.operator
    if method == "GET":
        nobody = make_program(party)
        assert ask(nobody, method, filled(path, documents), call).status == 403
    else:
        watcher = make_program(party, "ordering.view_orders", "billing.see_statements")
        answer = ask(watcher, method, filled(path, documents), call)
        assert (answer.status, answer["type"]) == (403, "not-allowed")


@pytest.mark.parametrize(("method", "path", "call"), DOCUMENTS, ids=names(DOCUMENTS))
def test_what_is_not_there_or_no_number_at_all(db, method, path, call):
    world = make_world()
    operator = make_staff(world).operator
    missing = "01900000-0000-7000-8000-000000000000" if "{id}" in path else "SO-2026-999999"
    for number, statuses in (
        (missing, {404}),
        ("nonsense", {404, 422}),
        ("%00", {404}),
        ("%F0%9F%92%A5", {404, 422}),
        ("x" * 3000, {404, 422}),
        ("1%27%20OR%201=1--", {404, 422}),
    ):
        answer = ask(operator, method, named(path, number), call)
        assert answer.status in statuses, (number, answer.body)


@pytest.mark.parametrize(("method", "path", "call"), CALLS, ids=names(CALLS))
def test_nobody_comes_in_without_a_key(db, method, path, call):
    from tests.makers.keys import Program

    answer = Program().call(method, named(path, "1"))
    assert answer.status == 401


def test_of_two_sellers_goods_each_counts_its_own(db):
    world = make_world()
    staff = make_staff(world)
    make_goods(world.supplier, "WATER", stock=100)
    rival = make_program(make_organisation(world.market.id, "supplier"), *RUN)
    assert rival.get("/stock")["items"] == []
    assert rival.get("/stock/WATER").status == 404
    assert staff.seller.get("/stock/WATER")["items"][0]["on_hand"] == "100"


def test_costs_and_grants_are_in_no_answer_to_a_buyer(db):
    """Prices that another buyer pays, and what a seller keeps to itself, are in nothing that a buyer can ask."""
    world = make_world()
    staff, documents = make_trade(world)
    hidden = {"cost", "margin", "secret", "password", "token", "on_hand", "reserved", "credit_limit"}
    for method, path, call in CALLS:
        if method == "GET":
            answer = staff.buyer.get(filled(path, documents))
            if answer.status == 200:
                assert not hidden & set(keys_of(answer.body)), call["operationId"]


def keys_of(value):
    if isinstance(value, dict):
        return itertools.chain(value, *(keys_of(each) for each in value.values()))
    if isinstance(value, list):
        return itertools.chain(*(keys_of(each) for each in value))
    return ()


def test_every_call_tells_of_its_errors():
    for method, path, call in CALLS:
        told = set(call["responses"])
        assert {"401", "403", "422", "429"} <= told, path
        assert ("404" in told) or "{" not in path
        assert ("409" in told) == (method != "GET"), path
        assert json.dumps(call)

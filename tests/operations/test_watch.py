"""Each request has an id, a line and its figures; probes are answered by address, figures by token only."""

import json
import re

import pytest
from django.test import override_settings
from prometheus_client.parser import text_string_to_metric_families

from dinghuo.operations import probes
from tests.makers import make_goods, make_world
from tests.makers.keys import Program


def figures(client) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {probes.metrics_token()}"})
    assert answer.status_code == 200
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def grown(before, after, name: str, **labels: str) -> float:
    key = (name, tuple(sorted(labels.items())))
    return after.get(key, 0) - before.get(key, 0)


@pytest.fixture
def lines(capsys):
    """Return a function that gives the request lines written so far."""

    def read() -> list[str]:
        return [line for line in capsys.readouterr().out.splitlines() if "request_id" in line]

    return read


def order(program, goods, quantity="2", **more):
    wanted = {"lines": [{"sku": goods.sku, "quantity": quantity}], "payment": {"method": "credit"}, **more}
    return program.post("/orders", wanted)


def test_an_order_is_counted_and_told(live, client, lines):
    world = make_world()
    goods, buyer = make_goods(world.supplier, stock=10), Program(world.purchaser())
    before = figures(client)
    lines()
    placed = order(buyer, goods)
    assert placed.status == 201
    line = lines()[-1]
    for told in ("POST", "/api/v1/orders", "201", placed["orders"][0]["number"], str(world.market.id)):
        assert told in line
    assert re.search(r"statements=\S*[1-9]", re.sub(r"\x1b\[[0-9;]*m", "", line))
    after = figures(client)
    assert grown(before, after, "dinghuo_events_total", kind="order.placed") == 1
    route = {"method": "POST", "route": "/api/v1/orders"}
    assert grown(before, after, "dinghuo_requests_total", status="201", **route) == 1
    assert grown(before, after, "dinghuo_request_seconds_count", **route) == 1
    assert grown(before, after, "dinghuo_statements_total", route="/api/v1/orders") > 3


def test_what_was_only_tried_is_no_order(live, client):
    world = make_world()
    goods, buyer = make_goods(world.supplier, stock=10), Program(world.purchaser())
    before = figures(client)
    assert order(buyer, goods, dry_run=True).status == 200
    assert grown(before, figures(client), "dinghuo_events_total", kind="order.placed") == 0


def test_refusals_are_counted_by_their_name(live, client, lines):
    world = make_world()
    goods, buyer = make_goods(world.supplier, stock=10), Program(world.purchaser())
    before = figures(client)
    assert order(buyer, goods, "11").status == 409
    assert "out-of-stock" in lines()[-1]
    assert grown(before, figures(client), "dinghuo_refusals_total", type="out-of-stock") == 1


@pytest.mark.parametrize("given", ["po-7.a_b", "x" * 64])
def test_a_good_request_id_is_kept(db, client, given):
    assert client.get("/sign-in", headers={"X-Request-Id": given}).headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "two words", 'a"b', "a\x1b[31m"])
def test_a_bad_request_id_is_replaced(db, client, given):
    found = client.get("/sign-in", headers={"X-Request-Id": given}).headers["X-Request-Id"]
    assert re.fullmatch("[0-9a-f]{32}", found)


def test_the_api_has_request_ids_too(db):
    answer = Program(make_world().purchaser()).get("/me", X_Request_Id="po-8")
    assert answer.headers["X-Request-Id"] == "po-8"


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer guess"}, {"X-Forwarded-For": "127.0.0.1"}])
def test_figures_need_their_token(db, client, header):
    assert client.get("/metrics", headers=header).status_code == 404


def test_figures_of_this_moment(live, client):
    found = figures(client)
    assert found[("dinghuo_database_up", ())] == 1
    assert found[("dinghuo_database_sessions", (("state", "active"),))] >= 1
    sizes = [value for (name, _labels), value in found.items() if name == "dinghuo_process_memory_bytes"]
    assert max(sizes) > 20_000_000


def test_figures_tell_of_the_queue(live, client):
    world = make_world()
    order(Program(world.purchaser()), make_goods(world.supplier, stock=10))
    found = figures(client)
    assert found[("dinghuo_queue_jobs", (("queue", "reactions"), ("status", "todo")))] >= 1
    assert 0 <= found[("dinghuo_queue_lag_seconds", (("queue", "reactions"),))] < 60


@override_settings(ALLOWED_HOSTS=["shop.example"], SECURE_SSL_REDIRECT=True)
def test_probes_come_by_address(db, client):
    assert client.get("/health/live", headers={"Host": "10.0.0.7"}).json() == {"status": "ok"}
    found = client.get("/health/ready", headers={"Host": "10.0.0.7"})
    assert (found.status_code, found.json()["missing"]) == (200, [])
    assert json.loads(found.content)["queue_lag_seconds"] >= 0


def test_without_a_database_it_is_alive_but_not_ready(db, client, monkeypatch):
    from django.db import OperationalError

    def gone():
        raise OperationalError('connection to server at "10.1.2.3" failed: password of user "dinghuo_app"')

    monkeypatch.setattr(probes, "lag_seconds", gone)
    assert client.get("/health/live").status_code == 200
    found = client.get("/health/ready")
    assert found.status_code == 503
    assert found.json()["missing"] == ["database: it doesn't answer"]

"""A body at fault still becomes a body, with stand-ins, so that everything else in it can be looked at."""

import json
from decimal import Decimal

import pytest
from pydantic import ValidationError

from dinghuo.api.bodies import billing, fulfilment, inventory, ordering, pricing
from dinghuo.api.bodies.body import Body
from dinghuo.api.bodies.ordering import Change, Confirmation, Placement, Why

BODIES = {
    f"{module.__name__.rsplit('.', 1)[-1]}.{name}": kind
    for module in (billing, fulfilment, inventory, ordering, pricing)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Body) and kind is not Body
}


def read(kind, text):
    return kind.model_validate(json.loads(text, parse_float=Decimal))


def paths(body):
    return {fault.path: fault.code for fault in body.shape_faults}


def test_a_right_body_has_no_faults():
    body = read(Placement, '{"lines": [{"sku": "A", "quantity": 1.5}], "payment": {"method": "credit"}}')
    assert not body.shape_faults
    assert body.lines[0].quantity == Decimal("1.5")


def test_true_is_no_line():
    body = read(
        Change, '{"base_version": true, "actions": [{"kind": "remove", "line": true}], "reason": "x"}'
    )
    assert paths(body) == {"base_version": "whole-number", "actions.0.line": "whole-number"}


def test_every_fault_of_shape_is_kept():
    body = read(
        Placement,
        '{"lines": [{"sku": "A", "quantity": "x", "foo": 1}, {"quantity": -1, "unit": 7}, 5],'
        ' "payment": {"method": "barter"}, "delivery": {"address": "zz", "requested_date": "soon"}}',
    )
    assert paths(body) == {
        "lines.0.quantity": "decimal",
        "lines.0.foo": "unknown-field",
        "lines.1.quantity": "negative",
        "lines.1.unit": "text",
        "lines.2": "object",
        "payment.method": "unknown",
        "delivery.address": "id",
        "delivery.requested_date": "date",
    }
    # A line may name its article by the buyer's own code, so what lacks is told once the codes are looked up.
    assert [line.sku for line in body.lines] == ["A", None, None]


@pytest.mark.parametrize("text", ["{}", "[]", "null", '"x"', "7", '{"lines": 7, "payment": 7}'])
def test_whatever_comes_a_placement_is_made_of_it(text):
    assert read(Placement, text).shape_faults


@pytest.mark.parametrize("kind", [Confirmation, Change, Why])
def test_other_bodies_are_mended_too(kind):
    assert read(
        kind, '{"lines": [{"line": "x", "accept": []}], "actions": [{}], "reason": null}'
    ).shape_faults


def test_too_many_lines_are_one_fault():
    lines = [{"sku": "A", "quantity": "1"}] * 2001
    body = Placement.model_validate({"lines": lines, "payment": {"method": "credit"}})
    assert paths(body) == {"lines": "too-many"}


def test_nobody_can_slip_faults_in():
    with pytest.raises(ValidationError):
        Why.model_validate_json("not json")


@pytest.mark.parametrize("name", sorted(BODIES))
def test_every_body_is_made_of_anything(name):
    for text in (
        "{}",
        "[]",
        '"x"',
        '{"lines": 1, "actions": 1, "payment": 1, "currency": 1, "at": 1, "amount": 1}',
    ):
        try:
            read(BODIES[name], text)
        except ValidationError as wrong:
            pytest.fail(str(wrong))

"""JSON text: the same for every kind of value as the standard library writes, only sooner."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy

from dinghuo.foundation.json_text import json_text


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("12.50"), '"12.50"'),
        (UUID("01900000-0000-7000-8000-000000000000"), '"01900000-0000-7000-8000-000000000000"'),
        (datetime(2026, 11, 22, 8, 30, 0, 123456, UTC), '"2026-11-22T08:30:00.123456+00:00"'),
        (date(2026, 11, 22), '"2026-11-22"'),
        (gettext_lazy("Order"), json.dumps(str(gettext_lazy("Order")))),
        ({"颜色": Colour.RED, "n": [1, 0.5, None, True]}, '{"颜色":"red","n":[1,0.5,null,true]}'),
        (2**70, str(2**70)),
    ],
)
def test_every_kind_of_value_has_its_text(value, text):
    assert json_text(value) == text


def test_what_is_no_unicode_is_written_too():
    assert json.loads(json_text({"a": "\ud800", "amount": Decimal("1.0")})) == {
        "a": "\ud800",
        "amount": "1.0",
    }


def test_the_caller_says_how_the_others_look():
    assert json_text([Decimal("2.500000"), date(2026, 1, 2)], lambda value: "?") == '["?","?"]'

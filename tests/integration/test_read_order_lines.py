"""Sheets of goods to be ordered become lines; nothing is kept of them."""

import tempfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.integration.actions.read_order_lines import MOST_ROWS, read_order_lines
from tests.makers import make_actor, make_world
from tests.makers.staff import BUY

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer():
    return make_actor(make_world().buyer, BUY)


def test_a_row_is_a_line_and_nothing_is_left_on_disk(buyer, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lines = read_order_lines(buyer, ContentFile("货号,数量,单位\n00123,２,箱\n".encode("gbk")))
    assert lines == ["00123\t2 箱"]
    assert list(Path(tmp_path).iterdir()) == []


def test_only_who_may_order_has_it_read():
    with pytest.raises(NotAllowed):
        read_order_lines(make_actor(make_world().buyer, ()), ContentFile(b"a,1\n"))


def test_too_much_is_refused_in_words(buyer, monkeypatch):
    with pytest.raises(Invalid) as refused:
        read_order_lines(buyer, ContentFile(b"sku,quantity\n" + b"A1,1\n" * (MOST_ROWS + 1)))
    assert [(fault.path, fault.code) for fault in refused.value.faults] == [("file", "too-many-rows")]
    monkeypatch.setattr("dinghuo.integration.actions.read_order_lines.MOST_BYTES", 3)
    with pytest.raises(Invalid) as refused:
        read_order_lines(buyer, ContentFile(b"A1,1\n"))
    assert [fault.code for fault in refused.value.faults] == ["too-large"]

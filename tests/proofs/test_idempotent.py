"""The short form of bin/prove idempotent: some writes sent once, twice, at once, and after a lost answer."""

import pytest

from proofs.idempotent import prove
from tests.makers.writes import WRITES, make_write

#: Those that make a document of their own, move stock or move money.
SOME = ("place_order", "ship_order", "report_payment")


@pytest.mark.parametrize("operation", SOME)
def test_it_is_done_once(live, served, operation):
    report = prove(served, lambda each: each == operation)
    assert report.wrong == []
    assert report.sent == 9


@pytest.mark.parametrize(
    ("method", "path", "call"), WRITES, ids=[call["operationId"] for _m, _p, call in WRITES]
)
def test_every_write_has_an_effect_where_the_proof_sends_it(db, method, path, call):
    """A new write needs a line in tests/makers/writes.py, so that the proof tries more than a refusal."""
    write = make_write(method, path, call["operationId"])
    assert write.program.call(write.method, write.path, write.body).status in (200, 201)

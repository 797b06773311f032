"""Hot statements: kept by the server, rows in one statement, a dead connection seen without asking."""

import pytest
from django.db import DatabaseError, connection, transaction

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.rows import insert_rows
from dinghuo.foundation.statements import fetch, send, tell, together
from dinghuo.foundation.tenancy import acting

HALF = "SELECT 1 / %(by)s::int"


@pytest.mark.django_db
def test_the_server_keeps_the_plan():
    for by in (1, 1, 1):
        assert fetch(HALF, {"by": by}) == [(1,)]
    kept = fetch(
        "SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE %(like)s",
        {"like": "SELECT 1 / %"},
    )
    assert kept == [(3,)]


@pytest.mark.django_db
def test_rows_come_back_as_they_were_made():
    actor = Actor.system(new_id())
    made = EventRow(
        market_id=actor.market_id,
        kind="a.kind",
        subject_kind="thing",
        subject_id=new_id(),
        parties=[new_id(), new_id()],
        person_name='王 "Wang" \\ 𠮷',
        data={"total": "1.20", "lines": [1, None, {"名": "水"}]},
        at=now(),
    )
    with acting(actor):
        insert_rows([made])
        found = EventRow.objects.get(id=made.id)
    for field in EventRow._meta.concrete_fields:
        assert getattr(found, field.attname) == getattr(made, field.attname), field.name


@pytest.mark.django_db
def test_what_is_sent_together_fails_together():
    def halves() -> None:
        with transaction.atomic(), together():
            send(HALF, {"by": 0})
            send(HALF, {"by": 1})

    with pytest.raises(DatabaseError):
        halves()
    assert fetch(HALF, {"by": 1}) == [(1,)]


def test_the_first_command_of_a_transaction_brings_its_beginning(live):
    with transaction.atomic():
        tell("SET LOCAL dinghuo.scope = 'party'")
        assert fetch("SELECT current_setting('dinghuo.scope')", {}) == [("party",)]
    assert fetch("SELECT coalesce(current_setting('dinghuo.scope', true), '')", {}) == [("",)]
    with pytest.raises(DatabaseError):
        tell("SELECT no_such_column")


def test_a_connection_that_the_server_has_closed_is_seen(live):
    assert connection.is_usable()
    [[pid]] = fetch("SELECT pg_backend_pid()", {})
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 2000)", [pid])
    other.close()
    assert not connection.is_usable()
    connection.close()

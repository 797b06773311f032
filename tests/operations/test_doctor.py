"""The doctor finds what is broken on purpose, says the mend, and calls what is whole well."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections import namedtuple
from contextlib import closing
from datetime import timedelta

import pytest
from django.conf import settings as found_settings
from django.db import connection

from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock
from dinghuo.inventory.queries.verify_stock import verify_stock
from dinghuo.local.address import address
from dinghuo.local.places import ROOT
from dinghuo.local.roles import connect
from dinghuo.operations import jobs
from dinghuo.operations.doctor import database, machine, tables
from dinghuo.operations.doctor.settings import look_at_ports, look_at_settings
from tests.makers import make_goods, make_world

Usage = namedtuple("Usage", "total used free")


def levels(findings):
    return {finding.level for finding in findings}


def as_owner(statement: str) -> None:
    with closing(connect(address("owner"))) as owner:
        owner.execute(statement.encode())


def test_all_is_well_in_a_fresh_database(live):
    for look in (
        database.look_at_server,
        database.look_at_role,
        tables.look_at_tables,
        database.look_at_migrations,
        database.look_at_clock,
        look_at_settings,
        machine.look_at_books,
    ):
        assert levels(look()) == {"well"}, look()


def test_a_grant_too_many_is_found(live):
    as_owner(f"GRANT UPDATE ON finance_entry TO {found_settings.APP_ROLE}")
    try:
        (found,) = tables.look_at_tables()
    finally:
        as_owner(f"REVOKE UPDATE ON finance_entry FROM {found_settings.APP_ROLE}")
    assert found.level == "fault"
    assert "finance_entry" in found.text
    assert found.mend


def test_a_policy_that_is_not_forced_is_found(live):
    as_owner("ALTER TABLE ordering_order NO FORCE ROW LEVEL SECURITY")
    try:
        (found,) = tables.look_at_tables()
    finally:
        as_owner("ALTER TABLE ordering_order FORCE ROW LEVEL SECURITY")
    assert (found.level, "ordering_order" in found.text) == ("fault", True)


@pytest.mark.parametrize(
    "broken",
    [
        "ALTER TABLE ordering_order DISABLE ROW LEVEL SECURITY",
        "DROP POLICY isolation ON ordering_order",
        "ALTER POLICY isolation ON ordering_order USING (true)",
        "ALTER POLICY isolation ON ordering_order WITH CHECK (true)",
        "CREATE POLICY everybody ON ordering_order USING (true)",
        "GRANT TRUNCATE ON ordering_order TO {app}",
        "REVOKE UPDATE ON ordering_order FROM {app}",
    ],
)
def test_a_table_that_is_open_is_found_and_the_mend_mends_it(live, broken):
    as_owner(broken.format(app=found_settings.APP_ROLE))
    try:
        (found,) = tables.look_at_tables()
    finally:
        # Whatever was found: other tests use the table.
        policies = ("isolation", "everybody")
        as_owner(tables.isolating("ordering_order", tables.isolations()["ordering_order"], policies))
        as_owner(f"REVOKE TRUNCATE ON ordering_order FROM {found_settings.APP_ROLE}")
        as_owner(f"GRANT UPDATE ON ordering_order TO {found_settings.APP_ROLE}")
    assert (found.level, "ordering_order" in found.text) == ("fault", True)
    command = shlex.split(found.mend.partition(": ")[2])
    assert command[:4] == ["bin/sql", "--role", "owner", "-c"]
    as_owner(broken.format(app=found_settings.APP_ROLE))
    as_owner(command[4])
    assert levels(tables.look_at_tables()) == {"well"}


def test_a_migration_that_did_not_run_is_found(live):
    as_owner("UPDATE django_migrations SET app = 'elsewhere' WHERE app = 'billing'")
    try:
        (found,) = database.look_at_migrations()
    finally:
        as_owner("UPDATE django_migrations SET app = 'billing' WHERE app = 'elsewhere'")
    assert (found.level, found.mend) == ("fault", "Run bin/setup.")


def test_a_clock_that_is_wrong_is_found(live, monkeypatch):
    monkeypatch.setattr(database, "now", lambda: now() + timedelta(minutes=3))
    (found,) = database.look_at_clock()
    assert (found.level, "180 s" in found.text) == ("warning", True)


@pytest.mark.parametrize(
    ("free", "level"), [(500_000_000, "fault"), (4_000_000_000, "warning"), (80_000_000_000, "well")]
)
def test_a_disk_that_fills_up_is_found(live, monkeypatch, free, level):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: Usage(100_000_000_000, 0, free))
    assert levels(machine.look_at_disks()) == {level}


def job(status: str, minutes: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, scheduled_at) VALUES"
            " ('reactions', 'dinghuo.reactions.jobs.react', %s, now() - make_interval(mins => %s)) RETURNING id",
            [status, minutes],
        )
        made = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - make_interval(mins => %s) WHERE job_id = %s",
            [minutes, made],
        )
        return made


@pytest.mark.parametrize(("minutes", "level"), [(0, "well"), (3, "warning"), (20, "fault")])
def test_a_late_queue_is_found(live, minutes, level):
    job("todo", minutes)
    assert levels(machine.look_at_queue()) == {level}


def test_failed_jobs_are_found_and_can_try_again(live, capsys):
    failed = job("failed", 0)
    (found,) = machine.look_at_queue()
    assert found.level == "warning"
    assert "bin/jobs retry" in found.mend
    jobs.show()
    assert f"  {failed}  reactions" in capsys.readouterr().out
    assert jobs.retry([failed]) == 1
    assert levels(machine.look_at_queue()) == {"well"}


def test_failed_jobs_can_be_dropped_by_name_only(live):
    kept, gone = job("failed", 0), job("failed", 0)
    assert jobs.drop([gone, 10**9]) == 1
    assert jobs.retry([]) == 1
    assert kept != gone


def test_books_that_differ_are_found(live):
    world = make_world()
    goods = make_goods(world.supplier, stock=5)
    with acting(world.system):
        assert verify_stock(world.system) == []
        Stock.objects.filter(variant=goods).update(on_hand=6)
        (wrong,) = verify_stock(world.system)
    assert (wrong.on_hand, wrong.moved_on_hand) == (6, 5)
    assert goods.sku in wrong.label
    found = machine.look_at_books()
    assert levels(found) == {"fault"}
    with acting(world.system):
        Stock.objects.filter(variant=goods).update(on_hand=5)


def test_production_settings_are_looked_at(settings, monkeypatch):
    monkeypatch.setattr("dinghuo.operations.doctor.settings.in_production", lambda: True)
    settings.DEBUG, settings.SECRET_KEY, settings.ALLOWED_HOSTS = True, "short", ["*"]
    found = look_at_settings()
    assert [each.level for each in found] == ["fault", "fault", "fault", "warning"]
    assert all(each.mend for each in found)


def test_a_mail_server_that_does_not_answer_is_found(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert levels(look_at_ports()) == {"well", "warning"}
    monkeypatch.setattr("dinghuo.operations.doctor.settings.in_production", lambda: True)
    assert levels(look_at_ports()) == {"fault"}


def doctor(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dinghuo.operations.doctor", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_as_a_command_it_ends_with_0_where_all_is_well(live):
    done = doctor("--json", DJANGO_SETTINGS_MODULE="dinghuo.settings.dev")
    found = json.loads(done.stdout)
    assert done.returncode == 0, found
    assert {"settings", "ports", "disk", "database", "role", "tables", "clock", "queue"} <= {
        each["check"] for each in found
    }


def test_as_a_command_it_ends_with_1_and_the_mend(live):
    done = doctor(DATABASE_URL="postgresql://nobody@127.0.0.1:1/none", DINGHUO_DB_NAME="")
    assert done.returncode == 1
    assert "✗ database" in done.stdout
    assert "→" in done.stdout
    assert "Traceback" not in done.stderr


def test_settings_that_refuse_to_start_are_a_finding():
    done = doctor("--json", DJANGO_SETTINGS_MODULE="dinghuo.settings.production", DINGHUO_SECRET_KEY="")
    assert done.returncode == 1
    (found,) = json.loads(done.stdout)
    assert (found["check"], "DINGHUO_SECRET_KEY" in found["text"]) == ("settings", True)

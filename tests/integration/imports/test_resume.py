"""A worker that is killed half-way: the import goes on where it was, and no row is written twice."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.db import connection

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.continue_import import continue_import
from dinghuo.integration.actions.imports.start_import import start_import
from dinghuo.integration.jobs import resume_imports
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.sheets import SHEETS
from dinghuo.integration.states import ImportKind
from dinghuo.local.places import ROOT
from dinghuo.pricing.models import Price
from tests.integration.imports.bring import Bringing, book

#: Writes chunk after chunk, and says so.
WORKER = """
import django; django.setup()
import sys
from uuid import UUID
from dinghuo.foundation.actor import Actor
from dinghuo.integration.actions.imports.continue_import import continue_import
market, imported = map(UUID, sys.argv[1:])
while True:
    continue_import(Actor.system(market), imported)
    print("chunk", flush=True)
"""


def look(system: Actor, imported: Import) -> Import:
    with acting(system):
        return Import.objects.get(id=imported.id)


def test_killed_half_way_it_resumes_without_a_duplicate(live, monkeypatch) -> None:
    bringing = Bringing(lambda: 0)
    small = replace(SHEETS[ImportKind.PRICES], chunk=20)
    monkeypatch.setattr(
        "dinghuo.integration.steps.imports.handlings.SHEETS", {**SHEETS, ImportKind.PRICES: small}
    )
    rows = [("A1", (100 + i) / 10, i + 2) for i in range(400)]
    content = book(("SKU", "Price", "From quantity"), *rows)
    made = start_import(bringing.actor, ImportKind.PRICES, "a.xlsx", content, {"list": bringing.list})
    system = bringing.world.system
    continue_import(system, made.id)
    apply_import(bringing.actor, made.id)
    command = [sys.executable, "-c", WORKER, str(system.market_id), str(made.id)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "dinghuo.settings.test", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=ROOT) as worker:
        assert worker.stdout
        for _chunk in range(3):
            assert worker.stdout.readline() == b"chunk\n"
        os.kill(worker.pid, signal.SIGKILL)
    half = look(system, made)
    assert half.state == "applying"
    assert 0 < half.done < 400
    with acting(system):
        assert Price.objects.filter(list__key=bringing.list, min_quantity__gt=1).count() == half.done
        Import.objects.filter(id=made.id).update(touched_at=now() - timedelta(minutes=2))
    resume_imports(int(time.time()))
    assert waiting(made) == 1
    while look(system, made).state == "applying":
        continue_import(system, made.id)
    with acting(system):
        amounts = Price.objects.filter(list__key=bringing.list, min_quantity__gt=1).values_list(
            "amount", flat=True
        )
        assert sorted(amounts) == [Decimal(100 + i) / 10 for i in range(400)]


def waiting(imported: Import) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT args) FROM procrastinate_jobs WHERE status = 'todo' "
            "AND task_name = 'dinghuo.integration.jobs.work_on_import' AND args::text LIKE %s",
            [f"%{imported.id}%"],
        )
        return int(cursor.fetchone()[0])


def test_two_workers_write_each_chunk_once(two_at_once) -> None:
    bringing = Bringing(lambda: 0)
    content = book(("SKU", "Price"), ("A1", 11), ("A2", 12))
    made = start_import(bringing.actor, ImportKind.PRICES, "a.xlsx", content, {"list": bringing.list})
    system = bringing.world.system
    continue_import(system, made.id)
    apply_import(bringing.actor, made.id)
    assert two_at_once(*[lambda: continue_import(system, made.id)] * 2) == [None, None]
    assert bringing.prices("A1") == [("10.00", False), ("11.00", True)]
    assert look(system, made).counts["written_changed"] == 2

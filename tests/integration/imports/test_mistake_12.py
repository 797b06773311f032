"""mistakes.md 12: a big import that is killed half-way goes on where it was, and nothing is there twice.

The mistake names 100,000 rows; here it is ROWS, in as many chunks, because CI has minutes: what can go wrong - a chunk
half written, written twice, left out - depends on the chunks, not on their size. `bin/bench import-100k` loads the
whole number.
"""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta

from django.db.models import Count

from dinghuo.catalogue.models import Category, Code, Listing, Product, ProductVersion, Variant
from dinghuo.foundation.clock import now
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.continue_import import continue_import
from dinghuo.integration.actions.imports.start_import import start_import
from dinghuo.integration.jobs import resume_imports
from dinghuo.integration.models import Import
from dinghuo.integration.rules.sheets.sheets import SHEETS
from dinghuo.integration.states import ImportKind
from dinghuo.local.places import ROOT
from dinghuo.organisations.models import MembershipGrant
from tests.integration.imports.bring import Bringing, book
from tests.integration.imports.test_resume import WORKER, look

ROWS, CHUNK, KILLED = 1_500, 50, 2


def test_products_killed_half_way_resume_without_a_duplicate(live, monkeypatch) -> None:
    bringing = Bringing(lambda: 0)
    system = bringing.world.system
    small = replace(SHEETS[ImportKind.PRODUCTS], chunk=CHUNK)
    monkeypatch.setattr(
        "dinghuo.integration.steps.imports.handlings.SHEETS", {**SHEETS, ImportKind.PRODUCTS: small}
    )
    with acting(system):
        Category.objects.create(market_id=system.market_id, key="paper", path="paper/", name="文具")
        MembershipGrant.objects.create(
            market_id=system.market_id,
            membership=bringing.world.seller.membership,
            permission="catalogue.save_product",
        )
    rows = [(f"P{i:05}", f"本子 {i}", "文具", "个", 12, "盒") for i in range(ROWS)]
    content = book(("SKU", "商品名称", "类目", "单位", "箱规", "包装单位"), *rows)
    made = start_import(bringing.actor, ImportKind.PRODUCTS, "a.xlsx", content)
    while look(system, made).state != "previewed":
        continue_import(system, made.id)
    apply_import(bringing.actor, made.id)
    for _killed in range(KILLED):
        before = look(system, made).done
        kill_a_worker(system, made)
        half = look(system, made)
        assert half.state == "applying"
        assert before < half.done < ROWS
        assert written(system) == half.done
    with acting(system):
        Import.objects.filter(id=made.id).update(touched_at=now() - timedelta(minutes=2))
    resume_imports(int(time.time()))
    while look(system, made).state == "applying":
        continue_import(system, made.id)
    assert look(system, made).counts["written_new"] == ROWS
    assert written(system) == ROWS
    with acting(system):
        market = {"market_id": system.market_id}
        for model, column in ((Listing, "sku"), (Code, "code"), (Product, "code")):
            many = model.objects.filter(**market, **{f"{column}__startswith": "P0"})
            assert many.count() == ROWS
            assert not many.order_by().values(column).annotate(number=Count("*")).filter(number__gt=1)
        assert Product.objects.get(**market, code="P00700").variants.get().packs.count() == 2
        assert not ProductVersion.objects.filter(**market).exists()
        assert EventRow.objects.filter(**market, kind="import.applied").count() == 1


def kill_a_worker(system, made) -> None:
    """Let a worker write a few chunks, and kill it in the middle of another."""
    command = [sys.executable, "-c", WORKER, str(system.market_id), str(made.id)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "dinghuo.settings.test", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=ROOT) as worker:
        assert worker.stdout
        assert worker.stdout.readline() == b"chunk\n"
        os.kill(worker.pid, signal.SIGKILL)


def written(system) -> int:
    with acting(system):
        return Variant.objects.filter(market_id=system.market_id, sku__startswith="P0").count()

"""Looks at the machine and what runs on it: disks, the queue and its worker, backups, the books."""

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from dinghuo.finance.queries.verify_ledger import verify_ledger
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.inventory.queries.verify_stock import verify_stock
from dinghuo.local.address import external
from dinghuo.local.binaries import way
from dinghuo.local.places import var
from dinghuo.operations.doctor.database import ask
from dinghuo.operations.doctor.finding import Finding, fault, warning, well
from dinghuo.operations.doctor.settings import in_production
from dinghuo.operations.queue import waiting

GIGABYTE = 1_000_000_000
LATE_SECONDS, VERY_LATE_SECONDS = 60, 600
#: A worker tells every ten seconds that it lives.
SILENT_SECONDS = 60
BACKUP_HOURS = 26
RUNBOOK = "docs/operations/runbook.md"


def look_at_disks() -> list[Finding]:
    """Whether there is room where the database, uploaded files and backups lie."""
    places = {"var": var(), "media": Path(settings.MEDIA_ROOT)}
    if not external():
        places["database"] = way().home
    found: dict[int, Finding] = {}
    for name, place in places.items():
        there = next(each for each in (place, *place.parents) if each.exists())
        use = shutil.disk_usage(there)
        text = f"{use.free / GIGABYTE:.1f} GB free of {use.total / GIGABYTE:.0f} for {name} ({there})"
        mend = f"Make room before PostgreSQL stops writing: {RUNBOOK}, disk full."
        if use.free < GIGABYTE or use.free < use.total * 0.03:
            finding = fault("disk", text, mend)
        elif use.free < 5 * GIGABYTE or use.free < use.total * 0.1:
            finding = warning("disk", text, mend)
        else:
            finding = well("disk", text)
        found.setdefault(there.stat().st_dev, finding)
    return list(found.values())


def look_at_queue() -> list[Finding]:
    """Whether jobs are done in time, none has failed for good, and somebody does them."""
    found = []
    for each in waiting():
        if each.status == "todo" and each.seconds > LATE_SECONDS:
            say = fault if each.seconds > VERY_LATE_SECONDS else warning
            text = f"{each.queue}: {each.jobs} jobs wait, the first for {each.seconds:.0f} s"
            found.append(say("queue", text, f"See that a worker runs: {RUNBOOK}, queue stuck."))
        if each.status == "failed":
            mend = f"Read why in the log, mend it, then: bin/jobs retry ({RUNBOOK}, queue stuck)"
            found.append(warning("queue", f"{each.queue}: {each.jobs} jobs failed for good", mend))
    alive = ask(
        "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)",
        [SILENT_SECONDS],
    )[0][0]
    if not alive and in_production():
        found.append(fault("queue", "no worker runs", "systemctl start dinghuo-worker"))
    return found or [well("queue", f"nothing is late, nothing failed, {alive} workers")]


def look_at_backups() -> list[Finding]:
    """Whether there is a backup of last night."""
    latest = max((file.parent for file in var().glob("backups/*/manifest.json")), default=None)
    if latest is None:
        if not in_production():
            return [well("backup", "none, as on a person's machine")]
        return [fault("backup", "there is no backup", "Run bin/backup, and enable dinghuo-backup.timer.")]
    made = datetime.fromisoformat(json.loads((latest / "manifest.json").read_text())["made_at"])
    age = now() - made
    text = f"the latest is {latest.name}, {age.total_seconds() / 3600:.0f} h old"
    if age > timedelta(hours=BACKUP_HOURS) and in_production():
        return [warning("backup", text, "See why: journalctl -u dinghuo-backup; then run bin/backup.")]
    return [well("backup", text)]


def look_at_books() -> list[Finding]:
    """Whether each market's entries balance and its balances are the sums of what moved them. May take a while."""
    with gate():
        markets = ask("SELECT id, key FROM organisations_market ORDER BY key")
    found = []
    for market_id, key in markets:
        actor = Actor.system(market_id)
        with acting(actor):
            wrong = [f"{each.fault} {each.row_id}" for each in verify_ledger(actor)]
            wrong += [
                f"stock {each.label}: {each.on_hand:f} for {each.moved_on_hand:f}"
                for each in verify_stock(actor)
            ]
        if wrong:
            text = f"{key}: {len(wrong)} rows differ, the first: {wrong[0]}"
            found.append(fault("books", text, f"Change nothing by hand: {RUNBOOK}, books differ."))
    return found or [well("books", f"{len(markets)} markets balance; stock is the sum of its movements")]

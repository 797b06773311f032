"""Backup, wipe, restore, verify: the same trial balance, the same documents, and it goes on.

Works on a copy of this checkout's database, which is itself made by a backup and a restore. Trades in it, notes what
the program shows of it (trial balance, orders, shipments, invoices, payments, stock), backs it up, drops it and its
files, restores, and compares; then orders once more. A backup with one byte changed must be refused.

    bin/prove restore [--orders 40]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from psycopg import sql

from dinghuo.local.address import address
from dinghuo.local.places import ROOT, read_json, var
from dinghuo.local.roles import connect
from dinghuo.operations.backup import make
from dinghuo.operations.backup.restore import opened, put_in_place, rebuild, unpack

DOCUMENTS = {
    "orders": ("ordering.Order", ("number", "total", "state", "payment_state", "delivery_state", "version")),
    "order lines": ("ordering.OrderLine", ("id", "sku", "ordered", "shipped", "invoiced", "extended")),
    "shipments": ("fulfilment.Shipment", ("number", "state")),
    "invoices": ("billing.Invoice", ("number", "total")),
    "payments": ("billing.Payment", ("number", "amount", "state")),
    "stock": ("inventory.Stock", ("id", "on_hand", "reserved")),
    "credit": ("finance.CreditLine", ("id", "credit_limit", "ordered", "shipped", "invoiced")),
    "events": ("foundation.EventRow", ("id", "kind", "subject_number")),
}


def look() -> dict[str, Any]:
    """What the program shows of each market, as its own role: trial balance, documents, and what is wrong."""
    from django.apps import apps

    from dinghuo.finance.queries.trial_balance import trial_balance
    from dinghuo.finance.queries.verify_ledger import verify_ledger
    from dinghuo.foundation import readiness
    from dinghuo.foundation.actor import Actor
    from dinghuo.foundation.tenancy import acting, gate
    from dinghuo.inventory.queries.verify_stock import verify_stock
    from dinghuo.organisations.models import Market

    with gate():
        markets = list(Market.objects.order_by("key").values_list("id", "key"))
    shown: dict[str, Any] = {"unsafe": readiness.unsafe()}
    for market_id, key in markets:
        actor = Actor.system(market_id)
        with acting(actor):
            accounts = trial_balance(actor).accounts
            shown[key] = {
                "trial balance": [
                    [str(each.account_id), str(each.debit), str(each.credit)] for each in accounts
                ],
                "wrong": len(verify_ledger(actor)) + len(verify_stock(actor)),
                **{
                    name: sorted(
                        [str(value) for value in row]
                        for row in apps.get_model(model)
                        .objects.filter(market_id=market_id)
                        .values_list(*columns)
                    )
                    for name, (model, columns) in DOCUMENTS.items()
                },
            }
    return shown


def trade(count: int) -> int:
    """Order as the demo's buyers over the API, one piece of something in stock each; gives how many were placed."""
    from django.test import Client

    accounts = (read_json(var() / "demo.json") or {}).get("accounts", [])
    keys = [each["api_key"] for each in accounts if each["door"] == "buyer" and each.get("api_key")]
    placed = 0
    for turn in range(count):
        program = Client(headers={"Authorization": f"Bearer {keys[turn % len(keys)]}"})
        goods = program.get("/api/v1/products?in_stock=true&limit=20").json()["items"]
        skus = [variant["sku"] for each in goods for variant in each.get("variants", [each])]
        wanted = {
            "lines": [{"sku": skus[turn % len(skus)], "quantity": "240"}],
            "payment": {"method": "transfer"},
        }
        answer = program.post("/api/v1/orders", json.dumps(wanted), content_type="application/json")
        placed += answer.status_code == 201
    return placed


def in_program(name: str, *arguments: str) -> Any:
    """Run `look` or `trade` in a process of its own, whose database is `name`."""
    environment = {
        **os.environ,
        "DINGHUO_DB_NAME": name,
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "dinghuo.settings.test",
    }
    command = [sys.executable, __file__, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What isn't the same, in words."""
    if set(before) != set(after):
        return [f"markets {sorted(before)} became {sorted(after)}"]
    return [
        f"{key}: {name}"
        for key, shown in before.items()
        if key != "unsafe"
        for name in shown
        if shown[name] != after[key][name]
    ] + [f"unsafe: {reason}" for reason in after["unsafe"]]


def damaged_is_refused(chosen: Path) -> bool:
    """Change one byte of a backup, see that it is refused, and put it back."""
    with (chosen / make.DATABASE).open("r+b") as file:
        file.seek(1000)
        byte = file.read(1)
        for value, refused in ((bytes([byte[0] ^ 1]), True), (byte, False)):
            file.seek(1000)
            file.write(value)
            file.flush()
            try:
                opened(chosen)
            except SystemExit:
                if not refused:
                    return False
            else:
                if refused:
                    return False
    return True


def prove(folder: Path, count: int) -> list[str]:
    """Do it all; gives what went wrong."""
    living, scratch = address("owner"), f"{address('owner').name}_proof_restore"
    first = make.backup(folder / "backups")
    if not any(
        rows for name, (rows, _sum) in opened(first)["content"]["tables"].items() if name == "ordering_order"
    ):
        sys.exit("There is no order to lose: run bin/setup, which loads the demo.")
    os.environ["DINGHUO_DB_NAME"] = scratch
    try:
        put_in_place(rebuild(first, opened(first)), opened(first))
        placed = in_program(scratch, "trade", str(count))
        before = in_program(scratch, "look")
        started = time.monotonic()
        second = make.backup(folder / "backups")
        backed_up = time.monotonic() - started
        wipe(scratch)
        started = time.monotonic()
        put_in_place(rebuild(second, opened(second)), opened(second))
        unpack(second / make.MEDIA, folder / "media")
        restored = time.monotonic() - started
        after = in_program(scratch, "look")
        wrong = differing(before, after)
        wrong += [
            f"{key}: {shown['wrong']} rows"
            for key, shown in after.items()
            if key != "unsafe" and shown["wrong"]
        ]
        files = sum(path.is_file() for path in (folder / "media").rglob("*"))
        if files != opened(second)["media"]:
            wrong.append(f"{files} files")
        if in_program(scratch, "trade", "1") != 1:
            wrong.append("nothing can be ordered any more")
        if not damaged_is_refused(second):
            wrong.append("a backup with a byte changed was taken")
    finally:
        wipe(scratch)
        os.environ["DINGHUO_DB_NAME"] = living.name
    told = opened(second)["content"]
    rows = sum(count for count, _sum in told["tables"].values())
    orders, entries = told["tables"]["ordering_order"][0], told["tables"]["finance_entry"][0]
    print(
        f"{placed} orders more; {rows} rows of {len(told['tables'])} tables ({orders} orders, {entries} entries) "
        f"and {files} files: backed up in {backed_up:.0f} s, wiped, restored and proven in {restored:.0f} s"
    )
    return wrong


def wipe(name: str) -> None:
    """Drop a database with all that is in it."""
    with closing(connect(replace(address("owner"), name="postgres"))) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def main() -> None:
    """Prove it, or do a part of it in the process of its own that a database needs."""
    if sys.argv[1:2] in (["look"], ["trade"]):
        import django

        django.setup()
        print(json.dumps(look() if sys.argv[1] == "look" else trade(int(sys.argv[2]))))
        return
    parser = argparse.ArgumentParser(prog="bin/prove restore", description=__doc__.splitlines()[0])
    parser.add_argument("--orders", type=int, default=40, help="placed before the backup")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=var()) as folder:
        wrong = prove(Path(folder), options.orders)
    if wrong:
        sys.exit("NOT the same after a restore: " + "; ".join(wrong))
    print("The same trial balance and documents, closed by the same policies, and orders go on.")


if __name__ == "__main__":
    main()

"""Makes a market with so many articles and a sheet of their prices, imports it, and tells how long each part took.

A program of its own, run once to make them and once to import, so that the memory of the second run is the import's
and nobody else's.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import django
import xlsxwriter

UNIT = "瓶"


def main() -> None:
    """Make the market and the sheet (arguments: rows, place), or import it (place, market, member)."""
    django.setup()
    if sys.argv[1].isdigit():
        rows, file = int(sys.argv[1]), Path(sys.argv[2])
        write_sheet(file, rows)
        print(*market(rows))
    else:
        print(json.dumps(measured(Path(sys.argv[1]), UUID(sys.argv[2]), UUID(sys.argv[3]))))


def write_sheet(file: Path, rows: int) -> None:
    """A sheet of prices; one in a thousand is wrong."""
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["SKU", "Name", "Unit", "From quantity", "Price"])
        for row in range(rows):
            price = "ten" if row % 1000 == 999 else round(1 + row % 977 * 0.37, 2)
            page.write_row(row + 1, 0, [f"SKU-{row:06d}", f"Article {row}", UNIT, 1, price])


def measured(file: Path, market_id: UUID, membership_id: UUID) -> dict[str, Any]:
    """Seconds of preview and of writing, rows written and wrong, and the most memory taken."""
    from dinghuo.foundation.actor import Actor
    from dinghuo.foundation.collector import keep_loaded
    from dinghuo.foundation.tenancy import acting
    from dinghuo.integration.actions.imports.apply_import import apply_import
    from dinghuo.integration.actions.imports.continue_import import continue_import
    from dinghuo.integration.actions.imports.start_import import start_import
    from dinghuo.integration.models import Import
    from dinghuo.integration.states import ImportKind
    from dinghuo.organisations.queries.actors import actor_for_membership

    keep_loaded()  # as the worker does
    system = Actor.system(market_id)
    with acting(system):
        seller = actor_for_membership(membership_id)
    imported = start_import(seller, ImportKind.PRICES, file.name, file.read_bytes(), {"list": "base"})

    def state() -> Any:
        with acting(system):
            return Import.objects.get(id=imported.id)

    preview = timed(lambda: continue_import(system, imported.id))
    apply_import(seller, imported.id)

    def write() -> None:
        while state().state == "applying":
            continue_import(system, imported.id)

    applied = timed(write)
    counts = state().counts
    return {
        "preview": preview,
        "apply": applied,
        "written": counts["written_new"],
        "wrong": counts["wrong"],
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def timed(work: Callable[[], object]) -> float:
    """The seconds that it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def market(rows: int) -> tuple[UUID, UUID]:
    """A market whose supplier sells so many articles and has an empty list; the ids of the market and of its member."""
    from django.db import connection

    from dinghuo.foundation.actor import Actor
    from dinghuo.foundation.ids import new_id
    from dinghuo.foundation.tenancy import acting
    from dinghuo.organisations.actions.market.create_market import create_market
    from dinghuo.organisations.actions.market.create_organisation import create_organisation
    from dinghuo.organisations.actions.people.add_person import add_person
    from dinghuo.pricing.models import PriceList

    system = Actor.system(new_id())
    create_market(system, key=f"bench{rows}", name="Bench", currency="CNY", operator_name="House")
    supplier = create_organisation(system, "Supplier", ["supplier"])
    member = add_person(
        system, supplier.id, "Wang Fang", email="wang@bench.example", roles=["supplier-admin"]
    )
    with acting(system):
        PriceList.objects.create(
            market_id=system.market_id, seller=supplier, key="base", name="Base", kind="base", currency="CNY"
        )
        for made in goods(system.market_id, rows):
            made()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE catalogue_variant, catalogue_product, catalogue_packunit")
    return system.market_id, member.id


def goods(market_id: Any, rows: int) -> Iterator[Callable[[], object]]:
    """What writes the articles, table by table."""
    from dinghuo.catalogue.models import Category, PackUnit, Product, Variant
    from dinghuo.foundation.ids import new_id
    from dinghuo.integration.steps.write_rows import write_rows

    market = {"market_id": market_id}
    category = Category.objects.create(**market, key="all", path="all/", name="All")
    ids = [(new_id(), new_id()) for _ in range(rows)]
    described = {
        "category_id": category.id,
        "base_unit": UNIT,
        "state": "published",
        "tax_rate": Decimal("0.13"),
    }
    yield lambda: write_rows(
        Product,
        (
            {**market, **described, "id": product, "code": f"SKU-{i:06d}", "name": f"Article {i}"}
            for i, (product, _variant) in enumerate(ids)
        ),
    )
    yield lambda: write_rows(
        Variant,
        (
            {**market, "id": variant, "product_id": product, "sku": f"SKU-{i:06d}", "name": f"Article {i}"}
            for i, (product, variant) in enumerate(ids)
        ),
    )
    yield lambda: write_rows(
        PackUnit,
        (
            {**market, "variant_id": variant, "unit": UNIT, "factor": 1, "is_default": True}
            for _product, variant in ids
        ),
    )


if __name__ == "__main__":
    main()

"""Making a market from a file: what it holds, who may sell in it, and what is refused."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, NotAllowed, Refusal
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting, gate
from dinghuo.integration.actions.import_trade import ImportedTrade, import_trade
from dinghuo.inventory.models import Stock
from dinghuo.organisations.models import Market
from tests.makers.keys import Program

LINES = """InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID
1,85123A,HEART HOLDER,6,2010-12-01 08:26,2.55,17850
1,POST,POSTAGE,1,2010-12-01 08:26,18,17850
2,85123A,HEART HOLDER,2,2010-12-01 09:26,2.10,13047
C3,85123A,HEART HOLDER,-2,2010-12-01 10:26,2.10,13047
4,22423,CAKESTAND,3,2010-12-01 10:26,12.75,
"""


def imported(content: str = LINES, key: str = "") -> ImportedTrade:
    key = key or f"t{new_id().hex[-10:]}"
    return import_trade(
        Actor.system(new_id()), content.encode(), key, "Gifts", "GBP", password="correct horse 订货"
    )


@pytest.mark.django_db
def test_the_market_sells_what_the_file_sold() -> None:
    found = imported()
    assert (found.articles, found.customers) == (3, 2)
    assert (len(found.report.sold), found.report.invoices, str(found.report.total)) == (3, 2, "37.50")
    house = Program(token=found.representative_key)
    placed = house.post(
        "/orders",
        {
            "buyer": "17850",
            "lines": [
                {"sku": "85123A", "quantity": "6", "price": "2.55"},
                {"sku": "POST", "quantity": "1", "price": "18"},
            ],
            "payment": {"method": "transfer"},
            "reference": "1",
        },
    )
    assert (placed.status, placed["orders"][0]["total"]) == (201, "33.30"), placed.body


@pytest.mark.django_db
def test_stock_is_what_the_file_sells_and_services_have_none() -> None:
    found = imported()
    with acting(Actor.system(found.market.id)):
        rows = Stock.objects.filter(market_id=found.market.id).values_list("variant__sku", "on_hand")
        assert dict(rows) == {"85123A": 8}
        event = EventRow.objects.get(market_id=found.market.id, kind="trade.imported")
    assert event.data["unsold"] == {"cancellation": 1, "no-customer": 1}


@pytest.mark.django_db
def test_a_market_is_imported_once() -> None:
    key = f"t{new_id().hex[-10:]}"
    imported(key=key)
    with pytest.raises(Refusal):
        imported(key=key)
    with gate():
        assert Market.objects.filter(key=key).count() == 1


@pytest.mark.django_db
def test_all_faults_are_told_at_once_and_nothing_is_made() -> None:
    with pytest.raises(Invalid) as refused:
        import_trade(
            Actor.system(new_id()), b"InvoiceNo,StockCode\n", "No Key!", "Gifts", "pounds", password="x"
        )
    assert [fault.path for fault in refused.value.faults] == [
        "file.Description",
        "file.Quantity",
        "file.InvoiceDate",
        "file.UnitPrice",
        "file.CustomerID",
        "market",
        "currency",
    ]
    with gate():
        assert not Market.objects.filter(key="No Key!").exists()


@pytest.mark.django_db
def test_who_lacks_the_permission_imports_nothing() -> None:
    with pytest.raises(NotAllowed):
        import_trade(Actor(new_id()), LINES.encode(), "t", "Gifts", "GBP", password="x")


def test_the_command_writes_every_unsold_line_with_its_reason(live: None, tmp_path: Path) -> None:
    file, report = tmp_path / "lines.csv", tmp_path / "report.csv"
    file.write_text(LINES)
    key = f"t{new_id().hex[-10:]}"
    call_command("import_trade", file, market=key, report=report)
    rows = report.read_text("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows] == ["Line", "5", "6"]
    assert rows[1].endswith('cancellation,"cancels 2 of invoice 2, line 4"')
    with pytest.raises(CommandError, match=key):
        call_command("import_trade", file, market=key, report=report)
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_trade", tmp_path / "nothing.csv", market="other")

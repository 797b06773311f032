"""Lists as files: whole, as narrowed, under the actor's own isolation, and never a formula."""

import csv
import io
import tracemalloc
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.queries.exports.export_list import export_list, export_names
from dinghuo.integration.queries.exports.lists import EXPORTS
from dinghuo.integration.queries.exports.write_table import write_table
from tests.integration.imports.bring import Bringing
from tests.makers import make_goods

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(drain):
    return Bringing(drain)


def rows_of(actor, name, kind="csv", **filters):
    in_words = filters.pop("in_words", False)
    with acting(actor), export_list(actor, name, kind, filters, in_words=in_words) as file:
        return list(csv.reader(io.StringIO(file.read().decode("utf-8-sig"))))


def test_every_list_can_be_saved_by_who_sees_it(market):
    for name in export_names(market.actor):
        head = rows_of(market.actor, name)[0]
        assert head == [column.key for column in EXPORTS[name].columns]
    operator = market.world.operator.actor
    assert set(EXPORTS) - set(export_names(operator)) <= {"goods", "products", "prices", "stock"}
    for name in export_names(operator):
        assert rows_of(operator, name)


def test_the_filters_of_the_screen_leave_the_same_rows(market):
    assert [row[0] for row in rows_of(market.actor, "stock")[1:]] == ["00123", "A1", "A2"]
    assert [row[0] for row in rows_of(market.actor, "stock", q="00")[1:]] == ["00123"]
    assert [row[0] for row in rows_of(market.actor, "prices", q="A1")[1:]] == ["A1"]


def test_nobody_saves_what_is_somebody_elses(market):
    from tests.makers import make_organisation

    other = make_organisation(market.world.market_id, "supplier")
    make_goods(other, "FOREIGN", stock=5)
    for name in ("stock", "prices", "goods"):
        assert "FOREIGN" not in str(rows_of(market.actor, name))
    with pytest.raises(NotAllowed):
        rows_of(market.world.purchaser.actor, "stock")
    with pytest.raises(NotFound):
        rows_of(market.actor, "people")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_formula_is_written_out(market, kind):
    evil = '=HYPERLINK("http://evil.example","x")'
    with acting(market.world.system):
        Variant.objects.filter(sku="A1").update(name=evil)
    with acting(market.actor), export_list(market.actor, "stock", kind, {}) as file:
        content = file.read()
    if kind == "csv":
        assert f"'{evil[:10]}" in content.decode("utf-8-sig")
    else:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        assert evil in [row[1] for row in sheet.to_python()]
        import zipfile

        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_words_are_the_readers(market):
    assert rows_of(market.actor, "goods", in_words=True)[1][-1] == "On sale"
    assert rows_of(market.actor, "goods")[1][-1] == "active"


def test_one_statement_whatever_the_rows(market):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        rows_of(market.actor, "stock")
    assert len([each for each in seen if "inventory_stock" in each["sql"]]) == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_list_takes_no_more_memory(kind):
    def most(rows):
        tracemalloc.start()
        wide = (["x" * 50, Decimal("1.5"), i] for i in range(rows))
        write_table(kind, ["a", "b", "c"], wide).close()
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    few, many = most(2_000), most(40_000)
    assert many < few * 2 + 2_000_000

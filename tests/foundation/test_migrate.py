"""manage.py migrate keeps nobody waiting: neither for a lock it can't have, nor with one it doesn't need yet."""

import time
from contextlib import closing
from dataclasses import replace

import pytest
from django.db import OperationalError, connection, models, transaction

from dinghuo.catalogue.models import Brand
from dinghuo.foundation.management.commands.migrate import ForeignKeysLast, Impatient
from dinghuo.local.address import address
from dinghuo.local.roles import connect
from dinghuo.organisations.models import Organisation


def test_the_patience_is_for_all_locks_of_a_transaction_together(live):
    where = replace(address("owner"), name=connection.settings_dict["NAME"])
    with (
        closing(connect(where)) as report,
        report.transaction(),
        connection.execute_wrapper(Impatient()),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        report.execute("LOCK TABLE catalogue_brand")
        cursor.execute("SELECT pg_sleep(0.4)")
        started = time.monotonic()
        with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
            cursor.execute("LOCK TABLE catalogue_brand IN ACCESS SHARE MODE")
        waited = time.monotonic() - started
        cursor.execute("RESET lock_timeout")
    assert waited < 0.3


def test_a_new_column_points_to_companies_only_when_the_rest_is_done():
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True)
    owner.set_attributes_from_name("owner")
    owner.model = Brand
    with ForeignKeysLast(connection, collect_sql=True, atomic=False) as editor:
        editor.add_field(Brand, owner)
        at_once = " ".join(editor.collected_sql)
    assert "ADD COLUMN" in at_once
    assert "REFERENCES" not in at_once
    assert "REFERENCES" in " ".join(editor.collected_sql)

"""The laws about tables: isolated by the database itself, market first, foreign keys point down."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from dinghuo.foundation.models import MarketRow
from dinghuo.local.address import address
from dinghuo.local.roles import connect
from tests.architecture.source import DOMAINS

# Tables without a market, each with its reason.
COMMON = {
    "django_migrations": "says which migrations ran; the app role only reads it",
    "procrastinate_jobs": "the queue: jobs carry ids, and act in the market they name",
    "procrastinate_events": "the queue's own log",
    "procrastinate_periodic_defers": "the queue's clock",
    "procrastinate_workers": "who takes jobs from the queue",
}
# The stack, bottom first. A foreign key goes to the same domain or to one below.
LEVEL = {name: position for position, name in enumerate(DOMAINS)}


# Views, each with its reason: a view reads as its owner, so its own text must hold it to the actor's market.
VIEWS = {
    "catalogue_shelf": "lets an index answer a search where the policy's condition would keep it from being used"
}


def our_models() -> list[type[models.Model]]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("dinghuo.")]
    return [model for model in ours if model._meta.db_table not in VIEWS]


@contextmanager
def owner() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection of the owner to this test's database, rolled back."""
    with closing(connect(address("owner"))) as found:
        found.autocommit = False
        yield found
        found.rollback()


def test_each_row_belongs_to_a_market():
    assert not [model.__name__ for model in our_models() if not issubclass(model, MarketRow)]


def test_each_table_is_isolated_or_has_a_reason(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relrowsecurity"
        )
        open_tables = {name for (name,) in cursor.fetchall()}
    assert open_tables == set(COMMON)


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_policy_is_what_the_model_declares(db, model):
    """The database's policy reads as the declared one does once PostgreSQL has written it down its own way."""
    table, isolation = model._meta.db_table, model.isolation
    expressions = (
        "SELECT pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid), polcmd, polpermissive "
        "FROM pg_policy WHERE polrelid = %s::regclass AND polname = %s"
    )
    with owner() as connection:
        condition = isolation.condition()
        connection.execute(
            f"CREATE POLICY declared ON {table} USING ({condition}) WITH CHECK ({condition})".encode()
        )
        wanted = connection.execute(expressions, [table, "declared"]).fetchone()
        found = connection.execute(expressions, [table, "isolation"]).fetchone()
        names = connection.execute(
            "SELECT polname FROM pg_policy WHERE polrelid = %s::regclass", [table]
        ).fetchall()
        flags = connection.execute(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table]
        ).fetchone()
    assert found == wanted
    assert {name for (name,) in names} == {"declared", "isolation", *(["gate"] if isolation.gate else [])}
    assert flags == (True, isolation.forced)


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_app_role_may_do_what_the_model_declares(db, model):
    rights = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(f"has_table_privilege(%s, %s, '{right}')" for right in rights),
            [settings.APP_ROLE, model._meta.db_table] * len(rights),
        )
        held = {right for right, has in zip(rights, cursor.fetchone(), strict=True) if has}
    assert held == (
        {"SELECT", "INSERT"} if model.isolation.insert_only else {"SELECT", "INSERT", "UPDATE", "DELETE"}
    )


def test_each_view_is_held_to_the_market(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public' "
            "UNION ALL SELECT matviewname, definition FROM pg_matviews WHERE schemaname = 'public'"
        )
        views = dict(cursor.fetchall())
    assert set(views) == set(VIEWS)
    assert not [name for name, text in views.items() if "current_setting('dinghuo.market'" not in text]


def test_app_role_owns_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, "
            "(SELECT count(*) FROM pg_class WHERE relowner = r.oid) FROM pg_roles r WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False, False, 0)


def test_foreign_keys_point_down():
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and LEVEL[field.related_model._meta.app_label] > LEVEL[model._meta.app_label]
    ]
    assert not wrong


def test_market_comes_first_in_what_is_unique():
    """So that a market can move to a shard of its own, and no market can tell what another one has."""
    wrong = []
    for model in our_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields[:1] != ("market_id",):
                wrong.append(f"{model._meta.label}: {constraint.name}")
        wrong += [
            f"{model._meta.label}: {index.name}"
            for index in model._meta.indexes
            if index.fields and index.fields[0] != "market_id" and not index.name.endswith("_gin")
        ]
    assert not wrong


def test_nothing_is_done_by_trigger(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid "
            "WHERE NOT tgisinternal AND c.relname NOT LIKE 'procrastinate%'"
        )
        assert cursor.fetchall() == []

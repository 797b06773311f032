"""The laws about migrations: safe on a loaded database, and every table isolated from its first moment."""

from collections.abc import Iterator

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader

from dinghuo.foundation.policies import Isolate

# Operations that break the version still running while the new one is rolled out. Whoever needs one after the first
# release does it in two: first stop using it, then take it away. Each entry is (migration, operation) with its reason.
ALLOWED: dict[tuple[str, str], str] = {}
TAKES_AWAY = (
    *(operations.RemoveField, operations.RenameField, operations.DeleteModel, operations.RenameModel),
    operations.AlterModelTable,
)


def migrations() -> Iterator[Migration]:
    for migration in MigrationLoader(None).disk_migrations.values():
        if migration.__module__.startswith("dinghuo."):
            yield migration


def name(migration: Migration) -> str:
    return f"{migration.app_label}.{migration.name}"


def of(migration: Migration, *kinds: type) -> list[operations.base.Operation]:
    found = []
    for operation in migration.operations:
        parts = (
            operation.database_operations
            if isinstance(operation, operations.SeparateDatabaseAndState)
            else [operation]
        )
        found += [part for part in parts if isinstance(part, kinds)]
    return found


def made_here(migration: Migration) -> set[str]:
    return {operation.name.lower() for operation in of(migration, operations.CreateModel)}


def test_each_new_table_is_isolated_at_once():
    open_tables = []
    for migration in migrations():
        isolated = {operation.table for operation in of(migration, Isolate)}
        for operation in of(migration, operations.CreateModel):
            table = operation.options.get("db_table", f"{migration.app_label}_{operation.name.lower()}")
            managed = operation.options.get("managed", True)
            if managed and "market_id" in dict(operation.fields) and table not in isolated:
                open_tables.append(f"{name(migration)}: {table}")
    assert not open_tables


def test_rows_that_exist_get_a_value():
    """A column without a default would be refused by a table that has rows."""
    wrong = [
        f"{name(migration)}: {operation.model_name}.{operation.name}"
        for migration in migrations()
        for operation in of(migration, operations.AddField)
        if operation.model_name.lower() not in made_here(migration)
        and not (operation.field.null or operation.field.has_default() or operation.field.has_db_default())
    ]
    assert not wrong


def test_nothing_is_taken_away_from_the_running_version():
    wrong = [
        f"{name(migration)}: {operation.describe()}"
        for migration in migrations()
        for operation in of(migration, *TAKES_AWAY)
        if (name(migration), operation.describe()) not in ALLOWED
    ]
    assert not wrong


def test_indexes_of_tables_in_use_are_built_beside_them():
    """CREATE INDEX stops every write for as long as it takes; CONCURRENTLY doesn't."""
    wrong = [
        f"{name(migration)}: {operation.index.name}"
        for migration in migrations()
        for operation in of(migration, operations.AddIndex)
        if not isinstance(operation, AddIndexConcurrently)
        and operation.model_name.lower() not in made_here(migration)
    ]
    assert not wrong


def test_each_migration_can_go_back():
    wrong = [
        f"{name(migration)}: {operation.describe()}"
        for migration in migrations()
        for operation in migration.operations
        if not operation.reversible
    ]
    assert not wrong


def test_no_table_points_at_its_market():
    """`market_id` is a plain column: a foreign key would tie each row's shard to the markets' table."""
    wrong = [
        f"{name(migration)}: {operation.name}"
        for migration in migrations()
        for operation in of(migration, operations.CreateModel)
        if isinstance(dict(operation.fields).get("market"), models.ForeignKey)
    ]
    assert not wrong

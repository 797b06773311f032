"""Row-level security as a migration operation, and the words in which a model declares it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

MARKET = "market_id = nullif(current_setting('dinghuo.market', true), '')::uuid"
ORGANISATION = "nullif(current_setting('dinghuo.organisation', true), '')::uuid"
IN_MARKET_SCOPE = "current_setting('dinghuo.scope', true) = 'market'"
AT_THE_GATE = "current_setting('dinghuo.scope', true) = 'gate'"


@dataclass(frozen=True)
class Isolation:
    """How a table's rows are kept apart. `parties`: columns of which one must be the actor's organisation.

    `gate`: readable across markets while somebody signs in. `insert_only`: rows never change once written.
    `forced`: binds the tables' owner as well; only a table that a view reads with its own filter may do without
    (the app role is never the owner, so its reading stays bound). A party column may be a uuid or an array of uuids
    (then named with a trailing []).
    """

    parties: tuple[str, ...] = ()
    gate: bool = False
    insert_only: bool = False
    forced: bool = True

    def condition(self) -> str:
        """The policy's condition for reading and writing."""
        if not self.parties:
            return MARKET
        mine = " OR ".join(
            f"{ORGANISATION} = ANY({column[:-2]})" if column.endswith("[]") else f"{column} = {ORGANISATION}"
            for column in self.parties
        )
        return f"{MARKET} AND ({IN_MARKET_SCOPE} OR {mine})"


def by_market(gate: bool = False, insert_only: bool = False, forced: bool = True) -> Isolation:
    """Everybody in the market may read and write the rows (permissions decide what they do)."""
    return Isolation(gate=gate, insert_only=insert_only, forced=forced)


def by_party(*columns: str, insert_only: bool = False) -> Isolation:
    """Only the organisations named in these columns, and those who see the whole market. Give column names."""
    return Isolation(parties=columns, insert_only=insert_only)


class Isolate(Operation):
    """Puts a table under forced row-level security and grants the app role what it may do with it."""

    reversible = True
    reduces_to_sql = True

    def __init__(
        self,
        table: str,
        parties: Sequence[str] = (),
        gate: bool = False,
        insert_only: bool = False,
        forced: bool = True,
    ) -> None:
        self.table = table
        self.isolation = Isolation(tuple(parties), gate, insert_only, forced)

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        return (
            self.__class__.__name__,
            [self.table],
            {
                "parties": list(self.isolation.parties),
                "gate": self.isolation.gate,
                "insert_only": self.isolation.insert_only,
                "forced": self.isolation.forced,
            },
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models don't change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Isolate the table."""
        table, condition = self.table, self.isolation.condition()
        verbs = "SELECT, INSERT" if self.isolation.insert_only else "SELECT, INSERT, UPDATE, DELETE"
        statements = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} {'FORCE' if self.isolation.forced else 'NO FORCE'} ROW LEVEL SECURITY",
            f"CREATE POLICY isolation ON {table} USING ({condition}) WITH CHECK ({condition})",
            f'REVOKE ALL ON {table} FROM "{settings.APP_ROLE}"',
            f'GRANT {verbs} ON {table} TO "{settings.APP_ROLE}"',
        ]
        if self.isolation.gate:
            statements.append(f"CREATE POLICY gate ON {table} FOR SELECT USING ({AT_THE_GATE})")
        for statement in statements:
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Open the table again."""
        for statement in (
            f"DROP POLICY IF EXISTS gate ON {self.table}",
            f"DROP POLICY IF EXISTS isolation ON {self.table}",
            f"ALTER TABLE {self.table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {self.table} DISABLE ROW LEVEL SECURITY",
        ):
            schema_editor.execute(statement)

    def describe(self) -> str:
        return f"Isolate the rows of {self.table}"

"""Looks at the tables: whether each is closed by the policies that its model declares, and what the program may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

from dinghuo.foundation.policies import Isolation
from dinghuo.operations.doctor.finding import Finding, fault, well

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
LOOK = f"""
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
       ARRAY(SELECT p.polname || ': ' || coalesce(pg_get_expr(p.polqual, c.oid), 'true') || ' / '
                    || coalesce(pg_get_expr(p.polwithcheck, c.oid), 'same') || ' / ' || p.polcmd::text
             FROM pg_policy p WHERE p.polrelid = c.oid ORDER BY 1)::text[],
       {", ".join("has_table_privilege(%s, c.oid, %s)" for _right in RIGHTS)}
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname = ANY(%s)
ORDER BY 1
"""


@dataclass(frozen=True)
class Table:
    """A table as the catalogue has it."""

    name: str
    is_enabled: bool
    is_forced: bool
    policies: list[str]
    rights: set[str]

    @property
    def policy_names(self) -> list[str]:
        """What its policies are called."""
        return [policy.partition(": ")[0] for policy in self.policies]


def look_at_tables() -> list[Finding]:
    """Whether every table is closed by a forced policy, and the role may do what the migrations say, no more."""
    declared = isolations()
    tables = _tables(list(declared))
    found = [each for table in tables for each in _look(table, declared[table.name])]
    return found or [well("tables", f"{len(tables)} tables forced under their policies, grants as migrated")]


def isolations() -> dict[str, Isolation]:
    """What the models declare, by table."""
    return {
        model._meta.db_table: model.isolation
        for model in apps.get_models()
        if hasattr(model, "isolation") and model._meta.managed
    }


def _tables(names: list[str]) -> list[Table]:
    values: list[Any] = [part for right in RIGHTS for part in (settings.APP_ROLE, right)]
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [*values, names])
        return [
            Table(
                name, enabled, forced, policies, {r for r, held in zip(RIGHTS, rights, strict=True) if held}
            )
            for name, enabled, forced, policies, *rights in cursor.fetchall()
        ]


def _look(table: Table, isolation: Isolation) -> list[Finding]:
    found = []
    if not table.is_enabled or (isolation.forced and not table.is_forced) or not table.policies:
        text = f"table {table.name} has no forced row-level security"
        found.append(fault("tables", text, _mend(isolating(table.name, isolation, table.policy_names))))
    elif not all(_is_declared(policy, isolation) for policy in table.policies):
        text = f"a policy of table {table.name} isn't the program's, and may show rows to others"
        found.append(fault("tables", text, _mend(isolating(table.name, isolation, table.policy_names))))
    wanted = {"SELECT", "INSERT"} if isolation.insert_only else {"SELECT", "INSERT", "UPDATE", "DELETE"}
    if table.rights != wanted:
        held = ", ".join(sorted(table.rights)) or "nothing"
        text = f"{settings.APP_ROLE} may {held} on {table.name}, not {', '.join(sorted(wanted))}"
        statements = f"REVOKE ALL ON {table.name} FROM {settings.APP_ROLE}"
        statements += f"; GRANT {', '.join(sorted(wanted))} ON {table.name} TO {settings.APP_ROLE}"
        found.append(fault("tables", text, _mend(statements)))
    return found


def _is_declared(policy: str, isolation: Isolation) -> bool:
    """Whether a policy has the words of the one that is declared: PostgreSQL writes it down in its own way."""
    name, _colon, condition = policy.partition(": ")
    if name == "gate":
        return isolation.gate and "dinghuo.scope" in condition and condition.endswith(" / r")
    reading, writing, _command = condition.split(" / ")
    words = ["dinghuo.market", "market_id"]
    if isolation.parties:
        words += [
            "dinghuo.organisation",
            "dinghuo.scope",
            *(each.removesuffix("[]") for each in isolation.parties),
        ]
    has_all = all(word in reading and word in (writing, reading)[writing == "same"] for word in words)
    return name == "isolation" and has_all


def isolating(table: str, isolation: Isolation, policies: Sequence[str] = ("isolation",)) -> str:
    """The statements that close a table, with these policies, as its migration did. A shell takes them in double
    quotes."""
    condition = isolation.condition()
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} {'' if isolation.forced else 'NO '}FORCE ROW LEVEL SECURITY",
        *(f"DROP POLICY IF EXISTS {name} ON {table}" for name in policies if name != "gate"),
        f"CREATE POLICY isolation ON {table} USING ({condition}) WITH CHECK ({condition})",
    ]
    return "; ".join(statements)


def _mend(statements: str) -> str:
    return f'As the owner of the tables: bin/sql --role owner -c "{statements}"'

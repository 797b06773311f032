"""Makes the database's roles, extensions and common grants: an owner that migrates, an app role that owns nothing."""

from contextlib import closing
from dataclasses import replace

import psycopg
from psycopg import sql

from dinghuo.local.address import APP, NAME, OWNER, Address, address, app_role
from dinghuo.local.places import secret

ROLE_NAMED = "SELECT FROM pg_roles WHERE rolname = %s"
EXTENSIONS = ("pg_trgm", "btree_gist")
# Tables of libraries, which no migration of ours isolates and grants.
GRANTS = """
DO $$
DECLARE found record;
BEGIN
    FOR found IN SELECT c.oid::regclass AS name, c.relkind AS kind FROM pg_class c
                 JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname = 'public' AND c.relkind IN ('r', 'S') AND c.relname LIKE 'procrastinate%' LOOP
        IF found.kind = 'S' THEN
            EXECUTE format('GRANT USAGE ON SEQUENCE %s TO {app}', found.name);
        ELSE
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO {app}', found.name);
        END IF;
    END LOOP;
    IF to_regclass('public.django_migrations') IS NOT NULL THEN
        GRANT SELECT ON django_migrations TO {app};
    END IF;
END $$
"""


class Unfit(Exception):
    """This PostgreSQL cannot carry Dinghuo; the message says why and what to do."""


def connect(where: Address) -> psycopg.Connection[tuple[object, ...]]:
    """Open a connection that commits each statement by itself."""
    return psycopg.connect(where.dsn(), autocommit=True, connect_timeout=10)


def prepare_embedded() -> None:
    """Make roles and database of the embedded server as they should be. Runs at each of its starts."""
    superuser = replace(
        address("owner"), name="postgres", user="postgres", password=secret("password-postgres")
    )
    with closing(connect(superuser)) as connection:
        for role, rights in ((OWNER, "CREATEDB"), (APP, "NOCREATEDB")):
            _role(connection, role, rights)
        _let_owner_end_sessions(connection, OWNER)
        if not _exists(connection, "SELECT FROM pg_database WHERE datname = %s", NAME):
            statement = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(statement.format(sql.Identifier(NAME), sql.Identifier(OWNER)))
    prepare_database(address("owner"))


def drop_database() -> None:
    """Throw away the database with everything in it."""
    owner = address("owner")
    with closing(connect(replace(owner, name="postgres"))) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(drop.format(sql.Identifier(owner.name)))


def renew_database() -> None:
    """Throw away everything in the database and make it anew, empty."""
    drop_database()
    owner = address("owner")
    with closing(connect(replace(owner, name="postgres"))) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(owner.name)))
    prepare_database(owner)


def prepare_external() -> None:
    """Make the app role on the PostgreSQL that DATABASE_URL names. Raises Unfit when the owner may not."""
    owner = address("owner")
    with closing(connect(owner)) as connection:
        if not connection.info.server_version >= 15_00_00:
            raise Unfit("Dinghuo needs PostgreSQL 15 or newer")
        try:
            _external_app(connection)
            _let_owner_end_sessions(connection, owner.user)
        except psycopg.errors.InsufficientPrivilege as fault:
            raise Unfit(
                f"the user of DATABASE_URL may not make the role {app_role()}. Let an administrator run: "
                f"CREATE ROLE {app_role()} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '...' "
                f"and set DINGHUO_APP_PASSWORD to that password"
            ) from fault
    prepare_database(owner)


def prepare_database(where: Address) -> None:
    """Add extensions and rights to a database that `where` owns, and check that it can search Chinese."""
    app = sql.Identifier(app_role())
    with closing(connect(where)) as connection:
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        name = sql.Identifier(where.name)
        # A temporary table is DDL too, and its rows are under no policy.
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, app))
        connection.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(app))
        trigrams = connection.execute("SELECT cardinality(show_trgm('订货'))").fetchone()
        if trigrams is None or not trigrams[0]:
            raise Unfit("pg_trgm drops Chinese here: the database's LC_CTYPE must be a UTF-8 one, not C")


def grant_common(where: Address) -> None:
    """Let the app role use the tables of the job queue and read which migrations ran. Call it after migrating."""
    with closing(connect(where)) as connection:
        connection.execute(sql.SQL(GRANTS).format(app=sql.Identifier(app_role())))


def remark(where: Address) -> str | None:
    """Return what was last remarked about the database: bin/setup notes there which migrations it has had."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    with closing(connect(where)) as connection:
        row = connection.execute(query).fetchone()
    return str(row[0]) if row and row[0] else None


def set_remark(where: Address, text: str) -> None:
    """Remark something about the database; it goes where the database goes."""
    statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
    with closing(connect(where)) as connection:
        connection.execute(statement.format(sql.Identifier(where.name), sql.Literal(text)))


def _role(connection: psycopg.Connection[tuple[object, ...]], role: str, rights: str) -> None:
    """Make a role of the embedded server as it should be, whatever it was."""
    if not _exists(connection, ROLE_NAMED, role):
        connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
    password = address("owner" if role == OWNER else "app").password
    statement = sql.SQL("ALTER ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE {} PASSWORD {}")
    connection.execute(statement.format(sql.Identifier(role), sql.SQL(rights), sql.Literal(password)))


def _external_app(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """Make the app role, or give it our password when it has another. New roles may nothing special by default."""
    role, password = sql.Identifier(app_role()), sql.Literal(address("app").password)
    if not _exists(connection, ROLE_NAMED, app_role()):
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, password))
        return
    try:
        connect(address("app")).close()
    except psycopg.OperationalError:
        connection.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(role, password))


def _let_owner_end_sessions(connection: psycopg.Connection[tuple[object, ...]], owner: str) -> None:
    """Only members of a role may end its sessions, which dropping a test's database needs."""
    if not _exists(connection, "SELECT WHERE pg_has_role(%s, 'MEMBER')", app_role()) or owner == OWNER:
        statement = sql.SQL("GRANT {} TO {}")
        connection.execute(statement.format(sql.Identifier(app_role()), sql.Identifier(owner)))


def _exists(connection: psycopg.Connection[tuple[object, ...]], query: str, name: str) -> bool:
    return connection.execute(query.encode(), [name]).fetchone() is not None

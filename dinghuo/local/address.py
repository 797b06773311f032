"""The database's address: DATABASE_URL when it is set, else the embedded server of this checkout."""

import os
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from dinghuo.local.places import read_json, secret, var

Role = Literal["owner", "app"]
OWNER = "dinghuo_owner"
APP = "dinghuo_app"
NAME = "dinghuo"


@dataclass(frozen=True)
class Address:
    """How to reach one database as one role."""

    host: str
    port: int
    name: str
    user: str
    password: str
    options: tuple[tuple[str, str], ...] = ()

    def dsn(self) -> str:
        """Return a libpq connection string."""
        parts = {
            "host": self.host,
            "port": str(self.port),
            "dbname": self.name,
            "user": self.user,
            "password": self.password,
            **dict(self.options),
        }
        return " ".join(f"{key}='{_quoted(value)}'" for key, value in parts.items() if value)


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")


def external() -> bool:
    """Whether the person brought a PostgreSQL of their own."""
    return bool(os.environ.get("DATABASE_URL"))


def app_role() -> str:
    """Return the name of the role the program connects as.

    Roles are shared by a whole server, so on a server we did not make the name carries the database's.
    """
    return f"{read_url(os.environ['DATABASE_URL']).name}_app" if external() else APP


def address(role: Role) -> Address:
    """Return the address for `role`; an embedded server that never ran has port 0.

    DINGHUO_DB_NAME names another database on the same server, as the tests do.
    """
    found = _external(role) if external() else _embedded(role)
    return replace(found, name=os.environ.get("DINGHUO_DB_NAME") or found.name)


def _external(role: Role) -> Address:
    owner = read_url(os.environ["DATABASE_URL"])
    if role == "owner":
        return owner
    password = os.environ.get("DINGHUO_APP_PASSWORD") or secret(f"password-{app_role()}")
    return replace(owner, user=app_role(), password=password)


def _embedded(role: Role) -> Address:
    server = read_json(var() / "postgres.json") or {"host": "127.0.0.1", "port": 0}
    user = OWNER if role == "owner" else APP
    return Address(server["host"], server["port"], NAME, user, secret(f"password-{user}"))


def read_url(url: str) -> Address:
    """Read a postgresql:// address. Raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ValueError("a database's address must read postgresql://owner:password@host:port/database")
    options = dict(parse_qsl(parts.query))
    return Address(
        host=unquote(parts.hostname or options.pop("host", "")),
        port=parts.port or 5432,
        name=unquote(parts.path.strip("/")),
        user=unquote(parts.username or "postgres"),
        password=unquote(parts.password or ""),
        options=tuple(options.items()),
    )

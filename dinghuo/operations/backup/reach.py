"""Who may read everything for a backup, and how PostgreSQL's own programs are run."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from dinghuo.local.address import Address, address, external, read_url
from dinghuo.local.binaries import installed
from dinghuo.local.roles import connect
from dinghuo.local.sql import superuser, tool_options

MAY_READ_ALL = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
ADVICE = """The user of {name} is bound by row-level security: it would back up no row. Let an administrator run
  CREATE ROLE {database}_backup LOGIN BYPASSRLS IN ROLE pg_read_all_data PASSWORD '...';
  GRANT CONNECT ON DATABASE {database} TO {database}_backup;
and set DINGHUO_BACKUP_URL=postgresql://{database}_backup:...@host:port/{database}"""


def reader() -> Address:
    """The role that reads every row: the embedded server's administrator, or DINGHUO_BACKUP_URL. Raises SystemExit."""
    if not external():
        return superuser()
    url = os.environ.get("DINGHUO_BACKUP_URL", "")
    found = read_url(url) if url else address("owner")
    with closing(connect(found)) as connection:
        row = connection.execute(MAY_READ_ALL).fetchone()
    if row is None or not row[0]:
        sys.exit(ADVICE.format(name="DINGHUO_BACKUP_URL" if url else "DATABASE_URL", database=found.name))
    return found


def run(program: str, where: Address | None, *arguments: str | Path) -> str:
    """Run a program of PostgreSQL; gives what it prints. Raises SystemExit with what it complains of."""
    command = [
        str(installed() / "bin" / program),
        *(tool_options(where) if where else []),
        *map(str, arguments),
    ]
    environment = {**os.environ, "PGPASSWORD": where.password if where else "", "PGTZ": "UTC"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{program} failed:\n{done.stderr.strip()[-2000:]}")
    return done.stdout


def script(where: Address, statements: str) -> None:
    """Run statements by psql, all or none. Raises SystemExit."""
    command = [str(installed() / "bin" / "psql"), *tool_options(where), "-qX1", "-v", "ON_ERROR_STOP=1"]
    environment = {**os.environ, "PGPASSWORD": where.password}
    done = subprocess.run(
        command, env=environment, input=statements, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"psql failed:\n{done.stderr.strip()[-2000:]}")


def listed(names: Sequence[str]) -> str:
    """Names for a sentence, at most five of them."""
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")

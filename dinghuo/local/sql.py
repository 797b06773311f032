"""bin/sql: psql on this installation's database, in the role that is asked for."""

import argparse
import os
import subprocess
import sys
from dataclasses import replace

from dinghuo.local.address import Address, address, external
from dinghuo.local.binaries import installed
from dinghuo.local.places import secret
from dinghuo.local.server import Use


def main() -> None:
    """Become psql."""
    parser = argparse.ArgumentParser(prog="bin/sql", description=__doc__, epilog="What follows goes to psql.")
    parser.add_argument("--role", choices=("app", "owner", "superuser"), default="app")
    parser.add_argument("--on", metavar="DATABASE", help="another database of the same server")
    options, rest = parser.parse_known_args()
    with Use():
        where = superuser() if options.role == "superuser" else address(options.role)
        where = replace(where, name=options.on or where.name)
        environment = {**os.environ, "PGPASSWORD": where.password}
        command = [str(installed() / "bin" / "psql"), *tool_options(where), *rest]
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)


def superuser() -> Address:
    """The embedded server's administrator. Raises SystemExit with DATABASE_URL: that server has its own."""
    if external():
        sys.exit("With DATABASE_URL the administrator is that server's: connect with psql yourself.")
    return replace(address("owner"), user="postgres", password=secret("password-postgres"))


def tool_options(where: Address) -> list[str]:
    """How PostgreSQL's programs are told whom to connect to; the password goes by PGPASSWORD, out of sight of ps."""
    options = [f"{name}={value}" for name, value in where.options]
    return [
        "--dbname",
        " ".join([f"dbname={where.name}", *options]),
        "-h",
        where.host,
        "-p",
        str(where.port),
        "-U",
        where.user,
    ]


if __name__ == "__main__":
    main()

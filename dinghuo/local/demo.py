"""bin/demo: fills this checkout's database, or one of another name beside it, with a demo market of some size."""

import argparse
import os
import sys
from dataclasses import replace
from subprocess import CalledProcessError

from dinghuo.local import roles, setup
from dinghuo.local.address import address
from dinghuo.local.places import var
from dinghuo.local.server import Use


def main() -> None:
    """Make the database where it is missing, then the market in it."""
    parser = argparse.ArgumentParser(prog="bin/demo", description=__doc__)
    parser.add_argument("--size", default="usual", help="usual (what bin/setup makes), million, thousand ...")
    parser.add_argument(
        "--database", help="a database of this name on the same server, made when it is missing"
    )
    options = parser.parse_args()
    accounts = var() / (f"demo-{options.database}.json" if options.database else "demo.json")
    with Use():
        # The server is started by its own database's name.
        if options.database:
            os.environ["DINGHUO_DB_NAME"] = options.database
            if not _exists():
                roles.renew_database()
        setup.prepare(demo=False)
        try:
            setup.manage("load_demo", "--size", options.size, "--accounts", str(accounts))
        except CalledProcessError as fault:
            sys.exit(fault.returncode)
    named = f"DINGHUO_DB_NAME={options.database} " if options.database else ""
    print(f"Start it with {named}bin/dev" + (" --no-demo" if options.database else ""))


def _exists() -> bool:
    owner = address("owner")
    with roles.connect(replace(owner, name="postgres")) as connection:
        return (
            connection.execute("SELECT FROM pg_database WHERE datname = %s", [owner.name]).fetchone()
            is not None
        )


if __name__ == "__main__":
    main()

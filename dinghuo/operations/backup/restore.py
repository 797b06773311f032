"""bin/restore: makes a database out of a backup, proves it row by row, and only then puts it in its place."""

import argparse
import json
import os
import shutil
import sys
import tarfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from psycopg import sql
from psycopg.errors import InsufficientPrivilege

from dinghuo.foundation.clock import now
from dinghuo.local import roles, statistics
from dinghuo.local.address import Address, address, app_role, read_url
from dinghuo.local.places import var
from dinghuo.local.roles import connect
from dinghuo.local.server import Use
from dinghuo.operations.backup.content import content, differences, guards, see_all
from dinghuo.operations.backup.make import DATABASE, FORMAT, MANIFEST, MEDIA, digest_of
from dinghuo.operations.backup.reach import listed, run, script

HAS_TABLES = "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')"


def main() -> None:
    """Restore, or with --drill only show that it could be done."""
    parser = argparse.ArgumentParser(prog="bin/restore", description=__doc__)
    parser.add_argument("backup", type=Path, nargs="?", help="its folder; default: the latest in var/backups")
    parser.add_argument(
        "--force", action="store_true", help="put it in the place of a database that has tables"
    )
    parser.add_argument(
        "--drill", action="store_true", help="restore beside the living database, prove, drop"
    )
    options = parser.parse_args()
    started = time.monotonic()
    with Use():
        chosen = options.backup or latest()
        manifest = opened(chosen)
        if not options.drill:
            refuse_to_overwrite(options.force)
        made = rebuild(chosen, manifest)
        if options.drill:
            drop(made)
            print(f"{chosen.name} could be restored: every row, the books and the policies are as they were")
        else:
            put_in_place(made, manifest)
            unpack(chosen / MEDIA, var() / "media")
            statistics.refresh()
            rows = sum(count for count, _sum in manifest["content"]["tables"].values())
            print(f"Restored {chosen.name}: {rows} rows, the books and the policies are as they were.")
            print("Run bin/setup (it migrates, if the program is newer), then start web and worker again.")
    print(f"{time.monotonic() - started:.0f} s")


def latest() -> Path:
    """The latest backup of this installation. Raises SystemExit."""
    found = sorted((var() / "backups").glob(f"*/{MANIFEST}"))
    if not found:
        sys.exit(f"There is no backup in {var() / 'backups'}.")
    return found[-1].parent


def opened(chosen: Path) -> dict[str, Any]:
    """The backup's manifest, once its files are known to be whole. Raises SystemExit."""
    try:
        manifest: dict[str, Any] = json.loads((chosen / MANIFEST).read_text())
    except (OSError, ValueError) as reason:
        sys.exit(f"{chosen} is no backup: {reason}")
    if manifest["format"] != FORMAT:
        sys.exit(f"{chosen} was made by another version of the program (format {manifest['format']}).")
    damaged = [name for name, digest in manifest["files"].items() if digest_of(chosen / name) != digest]
    if damaged:
        sys.exit(f"{chosen} is damaged: {listed(damaged)} isn't what was written. Take another backup.")
    return manifest


def refuse_to_overwrite(force: bool) -> None:
    """Raise SystemExit where a living database stands in the way, unless it may be moved aside."""
    if force or not _has_tables(address("owner")):
        return
    sys.exit(
        f"The database {address('owner').name} has tables. Stop web and worker, then say --force: it is moved aside, "
        "not dropped, once the restored one is proven."
    )


def rebuild(chosen: Path, manifest: dict[str, Any]) -> Address:
    """Make a database beside the living one out of a backup, and prove it. Raises SystemExit, leaving nothing."""
    owner = address("owner")
    made = replace(owner, name=f"{owner.name}_restored_{os.getpid()}")
    with closing(connect(_aside(owner))) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(made.name)))
    try:
        run("pg_restore", made, "--no-owner", "--no-acl", "--exit-on-error", chosen / DATABASE)
        _grant(chosen / DATABASE, made, manifest["app_role"])
        roles.prepare_database(made)
        if wrong := _proven(made, manifest):
            sys.exit(f"{chosen.name} doesn't come back as it was: {listed(wrong)}")
    except BaseException:
        drop(made)
        raise
    return made


def _grant(dump: Path, made: Address, app: str) -> None:
    """Give the app role of this server what the dumped one had: on another server it has another name."""
    entries = run("pg_restore", None, "--list", dump).splitlines()
    wanted = var() / f".grants-{os.getpid()}"
    wanted.write_text("\n".join(entry for entry in entries if " ACL " in entry and " DATABASE " not in entry))
    try:
        text = run("pg_restore", None, "--use-list", wanted, "--no-owner", "--file=-", dump)
    finally:
        wanted.unlink()
    grants = [line for line in text.splitlines() if line.startswith(("GRANT ", "REVOKE ")) and app in line]
    script(made, "\n".join(grants).replace(app, app_role()))


def _proven(made: Address, manifest: dict[str, Any]) -> list[str]:
    """What differs from when the backup was made."""
    with closing(connect(made)) as connection:
        # What the owner sees is bound by policies too; for the length of a look that is rolled back, it isn't.
        connection.autocommit = False
        found = {"guards": guards(connection, app_role())}
        see_all(connection)
        found |= content(connection)
        connection.rollback()
    return differences(manifest["content"], found)


def put_in_place(made: Address, manifest: dict[str, Any]) -> None:
    """Give the restored database its name; the one that had it is moved aside, or dropped if it is empty."""
    living = address("owner")
    aside = f"{living.name}_before_{now():%Y%m%d_%H%M%S}"
    keep = _has_tables(living)
    name, was = sql.Identifier(living.name), sql.Identifier(aside)
    with closing(connect(_aside(living))) as connection:
        if keep:
            connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [living.name]
            )
            connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(name, was))
            connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(was))
            print(f"What was there is the database {aside} now. Drop it when you don't need it any more:")
            print(f"  bin/sql --role owner --on postgres -c 'DROP DATABASE {aside}'")
        else:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(made.name), name))
        if os.environ.get("DINGHUO_BACKUP_URL"):
            reads = sql.Identifier(read_url(os.environ["DINGHUO_BACKUP_URL"]).user)
            connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, reads))
    if manifest["migrated"]:
        roles.set_remark(living, manifest["migrated"])


def unpack(archive: Path, folder: Path) -> None:
    """Put the uploaded files back; those that are there are moved aside."""
    if folder.exists() and any(folder.iterdir()):
        aside = folder.with_name(f"media-before-{now():%Y%m%d-%H%M%S}")
        folder.rename(aside)
        print(f"The uploaded files that were there are in {aside} now.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tarfile.open(archive) as found:
        found.extractall(folder, filter="data")


def drop(made: Address) -> None:
    """Drop a database that was only made to look at."""
    with closing(connect(_aside(address("owner")))) as connection:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(made.name))
        for patience in (1, 2, 4, 8, 0):
            try:
                connection.execute(statement)
            except InsufficientPrivilege:
                # A vacuum of the server's own is at work there, which only a superuser could end. It ends by itself.
                if not patience:
                    raise
                time.sleep(patience)
            else:
                return


def _has_tables(where: Address) -> bool:
    with closing(connect(_aside(where))) as connection:
        there = connection.execute("SELECT FROM pg_database WHERE datname = %s", [where.name]).fetchone()
    if there is None:
        return False
    with closing(connect(where)) as connection:
        row = connection.execute(HAS_TABLES).fetchone()
    return bool(row and row[0])


def _aside(where: Address) -> Address:
    """A database from which others can be made, renamed and dropped."""
    return replace(where, name="postgres")


if __name__ == "__main__":
    main()

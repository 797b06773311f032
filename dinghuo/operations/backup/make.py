"""bin/backup: writes the database, the uploaded files and what they must come to into a folder of its own."""

import argparse
import hashlib
import json
import shutil
import tarfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from dinghuo.foundation.clock import now
from dinghuo.local.address import address, app_role
from dinghuo.local.places import var
from dinghuo.local.roles import connect, remark
from dinghuo.local.server import Use
from dinghuo.operations.backup.content import content, guards
from dinghuo.operations.backup.reach import reader, run

FORMAT = 1
DATABASE, MEDIA, MANIFEST = "database.dump", "media.tar", "manifest.json"


def main() -> None:
    """Make one, and forget old ones if asked to."""
    parser = argparse.ArgumentParser(prog="bin/backup", description=__doc__)
    parser.add_argument("--to", type=Path, help="folder of backups; default var/backups")
    parser.add_argument("--keep", type=int, default=0, help="keep only so many of the latest; default: all")
    options = parser.parse_args()
    started = time.monotonic()
    with Use():
        made = backup(options.to or var() / "backups")
    told = json.loads((made / MANIFEST).read_text())["content"]["tables"]
    size = sum(file.stat().st_size for file in made.iterdir())
    rows = sum(count for count, _sum in told.values())
    print(
        f"{made}: {rows} rows of {len(told)} tables, {size / 1e6:.1f} MB in {time.monotonic() - started:.0f} s"
    )
    if options.keep:
        for old in sorted(made.parent.glob(f"*/{MANIFEST}"))[: -options.keep]:
            shutil.rmtree(old.parent)
            print(f"forgotten: {old.parent.name}")


def backup(place: Path) -> Path:
    """Make a backup in a new folder of `place` and return that; half a backup never has a backup's name."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    at = now()
    draft = place / f".draft-{at:%Y%m%d-%H%M%S-%f}"
    draft.mkdir(mode=0o700)
    try:
        manifest = {"format": FORMAT, "made_at": at.isoformat(), **_database(draft / DATABASE)}
        # After the database: a file is written before the row that names it, and names are never used again.
        manifest["media"] = _media(draft / MEDIA)
        manifest["files"] = {name: digest_of(draft / name) for name in (DATABASE, MEDIA)}
        (draft / MANIFEST).write_text(json.dumps(manifest, indent=1))
        made = place / f"{at:%Y%m%d-%H%M%S-%f}"
        draft.rename(made)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return made


def _database(file: Path) -> dict[str, Any]:
    """Dump the database, and count it in the very same snapshot."""
    where = reader()
    with closing(connect(where)) as connection:
        connection.autocommit = False
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        row = connection.execute("SELECT pg_export_snapshot(), current_setting('server_version')").fetchone()
        snapshot, version = row or ("", "")
        run("pg_dump", where, "--format=custom", f"--snapshot={snapshot}", "--no-owner", "--file", file)
        return {
            "server": version,
            "migrated": remark(address("owner")),
            "app_role": app_role(),
            "content": content(connection) | {"guards": guards(connection, app_role())},
        }


def _media(file: Path) -> int:
    """Put the uploaded files into an archive; returns how many there are."""
    folder = var() / "media"
    names = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []
    with tarfile.open(file, "w") as archive:
        for path in names:
            archive.add(path, arcname=path.relative_to(folder).as_posix())
    return len(names)


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as content_of:
        return hashlib.file_digest(content_of, "sha256").hexdigest()


if __name__ == "__main__":
    main()

"""Where this checkout keeps what it makes: everything under var/, which DINGHUO_VAR may move."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def var() -> Path:
    """Return the folder for data of this checkout, made when missing."""
    folder = Path(os.environ.get("DINGHUO_VAR") or ROOT / "var")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def write_secret(path: Path, text: str) -> None:
    """Write `text` so that only this user reads it, and so that a reader never sees half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def secret(name: str) -> str:
    """Return the random secret `name` of this checkout, made at the first call."""
    path = var() / name
    if not path.exists():
        draft = path.with_name(f".{name}.{os.getpid()}.{secrets.token_hex(4)}")
        write_secret(draft, secrets.token_urlsafe(48))
        try:
            os.link(
                draft, path
            )  # of two processes that start at once the first wins, and both read its secret
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def read_json(path: Path) -> dict[str, Any] | None:
    """Return the object in the file, or None when there is no such file."""
    try:
        found: dict[str, Any] = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    return found

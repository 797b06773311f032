"""Compiles the translations, as msgfmt would; a fresh machine has no gettext."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dinghuo.local.places import ROOT


def compile_all() -> int:
    """Compile what is newer than its result; return how many files that were."""
    stale = [source for source in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")) if _stale(source)]
    for source in stale:
        _compile(source)
    return len(stale)


def _stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parents[1].name)
    draft = source.with_suffix(".mo-draft")
    with draft.open("wb") as file:
        write_mo(file, catalog)
    draft.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    compile_all()

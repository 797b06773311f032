"""Takes the pictures of goods out of an uploaded zip, within bounds, each named after a code."""

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from dinghuo.catalogue.rules.search_text import normalised_code
from dinghuo.catalogue.steps.keep_file import keep_file
from dinghuo.catalogue.steps.redraw_image import MOST_BYTES, NoImage, redraw_image
from dinghuo.integration.models import Import
from dinghuo.integration.steps.imports.uploads import place_of

MOST_ENTRIES = 20_000
MOST_OF_ONE = 8
#: FD-1.jpg, FD-1_2.jpg and FD-1 (3).jpg are pictures of FD-1, unless there is such a code itself.
NUMBERED = re.compile(r"(.+?)(?:[-_ ]\d{1,2}|\s*\(\d{1,2}\))")
UTF8 = 0x800


def picture_files(imported: Import, codes: Collection[str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Redrawn pictures as paths below MEDIA_ROOT by code, and by code the names of files that are no pictures."""
    by_code = {normalised_code(code): code for code in codes}
    files: dict[str, list[str]] = {}
    wrong: dict[str, str] = {}
    for name, entry, packed in _entries(imported):
        code = by_code.get(normalised_code(PurePosixPath(name).stem)) or _numbered(name, by_code)
        if code is None or len(files.get(code, ())) >= MOST_OF_ONE:
            continue
        try:
            with packed.open(entry) as file:
                # What the zip says of its size may be a lie: no more than this is unpacked.
                content = file.read(MOST_BYTES + 1)
            files.setdefault(code, []).append(keep_file(imported.market_id, redraw_image(content), "webp"))
        except (NoImage, zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
            wrong[code] = name
    return files, wrong


def _entries(imported: Import) -> Iterator[tuple[str, zipfile.ZipInfo, zipfile.ZipFile]]:
    try:
        packed = zipfile.ZipFile(io.BytesIO(place_of(imported.pictures).read_bytes()))
    except (zipfile.BadZipFile, OSError, ValueError):
        return
    with packed:
        shown = [entry for entry in packed.infolist()[:MOST_ENTRIES] if not entry.is_dir()]
        for entry in sorted(shown, key=lambda each: each.filename):
            name = PurePosixPath(_name(entry)).name
            if not name.startswith("."):
                yield name, entry, packed


def _name(entry: zipfile.ZipInfo) -> str:
    """Chinese Windows writes names in GBK without saying so."""
    if entry.flag_bits & UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _numbered(name: str, by_code: dict[str, str]) -> str | None:
    found = NUMBERED.fullmatch(PurePosixPath(name).stem)
    return by_code.get(normalised_code(found[1])) if found else None

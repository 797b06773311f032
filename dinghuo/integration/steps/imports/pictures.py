"""Takes the pictures of goods out of an uploaded zip, within bounds, each named after a code."""

import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from dinghuo.catalogue.rules.search_text import normalised_code
from dinghuo.catalogue.steps.keep_picture import keep_picture
from dinghuo.catalogue.steps.redraw_image import MOST_BYTES, NoImage, check_image
from dinghuo.integration.models import Import
from dinghuo.integration.steps.imports.picture_zip import picture_zip
from dinghuo.integration.steps.imports.uploads import place_of

MOST_OF_ONE = 8
#: FD-1.jpg, FD-1_2.jpg and FD-1 (3).jpg are pictures of FD-1, unless there is such a code itself.
NUMBERED = re.compile(r"(.+?)(?:[-_ ]\d{1,2}|\s*\(\d{1,2}\))")
UTF8 = 0x800
BROKEN = (NoImage, zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError)


@dataclass
class Pictures:
    """What a zip holds for some codes: `found` counts pictures by code, `files` are their paths below MEDIA_ROOT where
    they were kept, `wrong` names by code a file that is no picture."""

    found: dict[str, int] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def looked_at_pictures(imported: Import, codes: Collection[str]) -> Pictures:
    """Whether the pictures of these codes are pictures, as far as their beginnings tell. Keeps none."""
    pictures = Pictures()
    for code, name, content in _of(imported, codes, pictures):
        try:
            check_image(content)
        except NoImage:
            pictures.wrong[code] = name
    return pictures


def kept_pictures(imported: Import, codes: Collection[str]) -> Pictures:
    """The pictures of these codes, drawn anew and kept."""
    pictures = Pictures()
    for code, name, content in _of(imported, codes, pictures):
        try:
            file = keep_picture(imported.market_id, content)
            pictures.files.setdefault(code, []).append(file)
        except NoImage:
            pictures.wrong[code] = name
    return pictures


def _of(imported: Import, codes: Collection[str], pictures: Pictures) -> Iterator[tuple[str, str, bytes]]:
    """Code, name and content of each picture, one after the other."""
    if not imported.pictures:
        return
    by_code = {normalised_code(code): code for code in codes}
    with picture_zip(place_of(imported.pictures)) as packed:
        for name, entry in _entries(packed):
            code = by_code.get(normalised_code(PurePosixPath(name).stem)) or _numbered(name, by_code)
            if code is None or pictures.found.get(code, 0) >= MOST_OF_ONE:
                continue
            pictures.found[code] = pictures.found.get(code, 0) + 1
            try:
                with packed.open(entry) as file:
                    # What the zip says of its size may be a lie: no more than this is unpacked.
                    content = file.read(MOST_BYTES + 1)
            except BROKEN:
                pictures.wrong[code] = name
                continue
            yield code, name, content


def _entries(packed: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    shown = [entry for entry in packed.infolist() if not entry.is_dir()]
    for entry in sorted(shown, key=lambda each: each.filename):
        name = PurePosixPath(_name(entry)).name
        if not name.startswith("."):
            yield name, entry


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

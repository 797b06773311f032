"""Opens an uploaded zip of pictures within bounds, without reading it into memory."""

import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dinghuo.integration.steps.imports.read_sheet import Unreadable

MEGABYTE = 1024 * 1024
MOST_ENTRIES = 20_000
#: The list of a zip's files is read whole: 20,000 names of 250 signs are about 6 MB.
MOST_DIRECTORY = 8 * MEGABYTE
MOST_UNPACKED = 4096 * MEGABYTE
#: The last record of a zip, and how much of a comment may follow it (APPNOTE.TXT, 4.3.16).
END, END_SIZE, MOST_COMMENT = b"PK\x05\x06", 22, 65_535
#: Lists too long for the last record have another in front of it (4.3.15): no zip within these bounds needs one.
LONG_END, LONG_END_SIZE = b"PK\x06\x07", 20


@contextmanager
def picture_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """The zip. Raises Unreadable where it is none, or holds more than these bounds: by its end, before it is read."""
    with path.open("rb") as file:
        _check_end(file)
        try:
            packed = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as fault:
            raise Unreadable("pictures-broken") from fault
        with packed:
            entries = packed.infolist()
            if len(entries) > MOST_ENTRIES:
                raise Unreadable("pictures-too-many", MOST_ENTRIES)
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise Unreadable("pictures-bomb", MOST_UNPACKED // MEGABYTE)
            yield packed


def _check_end(file: BinaryIO) -> None:
    size = file.seek(0, 2)
    file.seek(max(size - END_SIZE - MOST_COMMENT - LONG_END_SIZE, 0))
    tail = file.read()
    at = len(tail) - END_SIZE
    # zipfile takes the last record without a comment first, then looks for one from the end.
    if tail[at : at + 4] != END or tail[-2:] != b"\0\0":
        at = tail.rfind(END)
    if at < 0 or at + END_SIZE > len(tail):
        raise Unreadable("pictures-broken")
    if at >= LONG_END_SIZE and tail[at - LONG_END_SIZE :].startswith(LONG_END):
        raise Unreadable("pictures-too-many", MOST_ENTRIES)
    entries, directory = struct.unpack_from("<HI", tail, at + 10)
    if entries > MOST_ENTRIES or directory > MOST_DIRECTORY:
        raise Unreadable("pictures-too-many", MOST_ENTRIES)

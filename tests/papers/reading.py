"""Reads of a PDF what a test needs: its fonts, the characters they draw, and its pages."""

import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
FONT = re.compile(rb"/BaseFont\s*/[A-Z]{6}\+([A-Za-z0-9-]+)")
PAGE = re.compile(rb"/Type\s*/Page\b")
ONE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def fonts(pdf: bytes) -> set[str]:
    """The names of the embedded fonts."""
    return {name.decode().removesuffix("-Identity-H") for name in FONT.findall(pdf)}


def page_count(pdf: bytes) -> int:
    """How many pages it has."""
    return len(PAGE.findall(pdf))


def characters(pdf: bytes) -> set[str]:
    """Every character that an embedded font has a glyph for and draws (from the fonts' ToUnicode maps)."""
    found: set[str] = set()
    for stream in STREAM.findall(pdf):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            text = stream
        if b"begincmap" in text:
            for block in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
                for glyph, code in ONE.findall(block):
                    if int(glyph, 16):
                        found |= set(bytes.fromhex(code.decode()).decode("utf-16-be"))
    return found


def missing(pdf: bytes, text: str) -> set[str]:
    """The characters of a text that the PDF doesn't draw."""
    return set(text) - characters(pdf) - set(" \u00a0\u200b\n")

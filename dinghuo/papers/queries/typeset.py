"""Sets sheets in type: one PDF, with Chinese fonts that come with the program."""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import segno
import typst

from dinghuo.papers.rules.sheet import Sheet

DATA = Path(__file__).parents[1] / "data"
#: Typst breaks lines by language and region.
REGIONS = {"en": ("en", "GB"), "zh-hans": ("zh", "CN"), "zh-hant": ("zh", "HK")}


def typeset(sheets: Sequence[Sheet], house: str, accent: str, language: str, at: datetime) -> bytes:
    """A PDF of the sheets, each beginning on a page of its own.

    `house` is the market's name, `accent` a colour "#rrggbb", `at` the instant the PDF says it was made:
    the same sheets give the same bytes. Texts are data to the template, whatever they contain.
    """
    lang, region = REGIONS.get(language.lower(), REGIONS["en"])
    data = {
        "title": f"{sheets[0].title} {sheets[0].number}",
        "author": house,
        "house": house,
        "accent": accent,
        "lang": lang,
        "region": region,
        "sheets": [asdict(sheet) | {"square": square_of(sheet.code)} for sheet in sheets],
    }
    made = typst.compile(
        DATA / "sheet.typ",
        root=DATA,
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(at.astimezone(UTC).timestamp()),
    )
    assert isinstance(made, bytes)
    return made


@cache
def fonts() -> typst.Fonts:
    """The fonts that come with the program."""
    # Only these: with the machine's own fonts a paper would look different on every server.
    folder = Path(pylopdf_fonts_zh_cn.sans_path()).parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def square_of(code: str) -> str:
    """A square code as SVG."""
    out = io.BytesIO()
    segno.make(code, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, dark="#181a1f")
    return out.getvalue().decode()

"""Takes pasted text apart: one article a line, with quantity and unit as people write them. It guesses no article."""

import re
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import normalize

from dinghuo.web.buyer.typed import decimal_of

MOST_LINES = 1000
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
#: "ABC-1 12 box", "ABC-1,12,箱", "ABC-1 x 12": a separator before the number.
_APART = re.compile(
    rf"^(?P<goods>.*?\S)\s*[\s,;:*×|=]\s*(?:x\s*)?(?P<quantity>{_NUMBER})\s*[,;|]?\s*(?P<unit>[^\W\d_]{{0,10}})\.?$",
    re.IGNORECASE,
)
#: "农夫山泉2提": no separator, so there must be a unit in Chinese behind the number.
_TOGETHER = re.compile(rf"^(?P<goods>.*?\D)(?P<quantity>{_NUMBER})\s*(?P<unit>[\u3400-\u9fff]{{1,3}})$")
#: "12 box ABC-1", "5箱可乐".
_BEFORE = re.compile(
    rf"^(?P<quantity>{_NUMBER})\s*(?P<unit>[\u3400-\u9fff]|[a-z]{{1,8}}\s|x\s*|×\s*)\s*(?P<goods>\S.*)$",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[\r\n、；]+")


@dataclass(frozen=True)
class PastedLine:
    """One line: what was written, which goods it names, how many of which unit. `quantity` None: it doesn't say."""

    text: str
    goods: str
    quantity: Decimal | None
    unit: str = ""


def pasted_lines(text: str) -> list[PastedLine]:
    """The lines of a text; the same goods in the same unit twice stay two lines, for the reader to see."""
    lines = [line.strip() for line in _BREAKS.split(text)]
    return [_read(line) for line in lines if line][:MOST_LINES]


def _read(text: str) -> PastedLine:
    line = " ".join(normalize("NFKC", text).replace("\t", " | ").split())
    for shape in (_APART, _TOGETHER, _BEFORE):
        if match := shape.match(line):
            unit = (match["unit"] or "").strip(" .×")
            unit = "" if unit.lower() == "x" else unit
            return PastedLine(
                text[:200], match["goods"].strip(" |,;:*×=")[:100], decimal_of(match["quantity"]), unit
            )
    return PastedLine(text[:200], line.strip(" |,;:")[:100], None)

"""Which bars a code is drawn as, and how wide: EAN for a GTIN of a shop's till, GS1-128 for a carton's, Code 128 for
our own codes, a square code where bars would be too thin to be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from barcode import EAN8, EAN13, Code128, Gs1_128

#: Modules left empty on both sides, by kind (ISO/IEC 15420, 15417). EAN-13 asks for 11 and 7.
QUIET = {"ean-13": (11, 7), "ean-8": (7, 7), "code-128": (10, 10), "gs1-128": (10, 10)}
#: The widest module that helps, and the thinnest that a label printer of 203 dpi draws surely: two dots.
WIDEST_MM, THINNEST_MM = 0.5, 0.25


@dataclass(frozen=True)
class Bars:
    """A drawn code: its modules from left to right, 1 for dark, quiet zones among them; `text` is what stands below."""

    kind: str
    modules: str
    text: str

    def width_mm(self, module_mm: float) -> float:
        """How wide it is at a module of this width."""
        return len(self.modules) * module_mm

    def module_for(self, room_mm: float) -> float:
        """The module's width that fills the room; 0 where it would be too thin to be read."""
        module = min(room_mm / len(self.modules), WIDEST_MM)
        return module if module >= THINNEST_MM else 0.0

    def runs(self) -> Sequence[tuple[int, int]]:
        """The dark bars: where each begins, and how many modules wide it is."""
        found, start = [], None
        for place, sign in enumerate(self.modules + "0"):
            if sign == "1" and start is None:
                start = place
            elif sign != "1" and start is not None:
                found.append((start, place - start))
                start = None
        return found


def bars_of(code: str, gtin: str = "", lot: str = "", expires: date | None = None) -> Bars | None:
    """The bars of a thing with this GTIN, or without one of its own code; None for a code that bars can't say.

    A GTIN of 14 digits, or one with a lot or a best-before day, is GS1-128 with the application identifiers 01, 17 and
    10 (GS1 General Specifications, 3).
    """
    if gtin and (len(gtin) == 14 or lot or expires):
        return _gs1(gtin, lot, expires)
    if len(gtin) == 8:
        return Bars("ean-8", _quiet("ean-8", EAN8(gtin).build()[0]), gtin)
    if gtin:
        # A GTIN of 12 digits is the one of 13 that begins with a zero.
        full = gtin.zfill(13)
        return Bars("ean-13", _quiet("ean-13", EAN13(full).build()[0]), full)
    if code and code.isascii() and code.isprintable():
        return Bars("code-128", _quiet("code-128", Code128(code).build()[0]), code)
    return None


def _gs1(gtin: str, lot: str, expires: date | None) -> Bars:
    full = gtin.zfill(14)
    # The lot stands last: what has no fixed length needs nothing behind it then.
    day = expires.strftime("%y%m%d") if expires else ""
    told = f"01{full}" + (f"17{day}" if day else "") + (f"10{lot}" if lot else "")
    text = f"(01){full}" + (f"(17){day}" if day else "") + (f"(10){lot}" if lot else "")
    return Bars("gs1-128", _quiet("gs1-128", Gs1_128(told).build()[0]), text)


def _quiet(kind: str, modules: str) -> str:
    left, right = QUIET[kind]
    return "0" * left + modules.replace("G", "1") + "0" * right

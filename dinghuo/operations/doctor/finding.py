"""What the doctor says."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `mend` is what to do, with commands that exist; empty where all is well."""

    check: str
    level: Literal["well", "warning", "fault"]
    text: str
    mend: str = ""


def well(check: str, text: str) -> Finding:
    """It is as it should be."""
    return Finding(check, "well", text)


def warning(check: str, text: str, mend: str) -> Finding:
    """It works, but not for long, or not as safely as it could."""
    return Finding(check, "warning", text, mend)


def fault(check: str, text: str, mend: str) -> Finding:
    """It doesn't work, or isn't safe."""
    return Finding(check, "fault", text, mend)

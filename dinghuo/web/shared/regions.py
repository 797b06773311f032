"""Province, city and district as three choices, each following from the one before; they work without scripts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.organisations.queries.addresses import Choice, region_choices

STEPS = ("province", "city", "district")


@dataclass(frozen=True)
class Step:
    """One of the three choices."""

    key: str
    words: str
    autocomplete: str
    options: list[Choice]
    chosen: str


@dataclass(frozen=True)
class Picker:
    """The three choices as far as they are made. `code` is the most exact one (GB/T 2260), empty for none."""

    code: str
    steps: list[Step]


def picked(code: str = "") -> Picker:
    """The choices for a stored code, or for as much of it as has been chosen."""
    provinces, cities, districts = region_choices(code)
    chosen = (code[:2], code[:4] if len(code) >= 4 else "", code if len(code) > 4 else "")
    words = (_("Province"), _("City"), _("District"))
    autocomplete = ("address-level1", "address-level2", "address-level3")
    rows = zip(STEPS, words, autocomplete, (provinces, cities, districts), chosen, strict=True)
    return Picker(code, [Step(*row) for row in rows])


def code_of(given: Mapping[str, Any], name: str = "region_code") -> str:
    """The most exact code that was chosen under a name; a city of another province doesn't count."""
    code = ""
    for step in STEPS:
        value = str(given.get(f"{name}_{step}", ""))[:9]
        if not value.isdigit() or not value.startswith(code):
            break
        code = value
    return code

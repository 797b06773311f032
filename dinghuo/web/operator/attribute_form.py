"""The form of an attribute: choices are lines of a text, the quickest way to type or paste thirty of them."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.attributes.save_attribute import AttributeRow, Choice
from dinghuo.catalogue.queries.choice_keys import key_for
from dinghuo.catalogue.states import AttributeKind
from dinghuo.foundation.errors import Fault, Invalid

LANGUAGES = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))
MOST_POSITION = 100_000


def typed_attribute(typed: QueryDict, key: str = "") -> AttributeRow:
    """The attribute as it was typed; without a key it is made from the name. Raises Invalid for what can't be read."""
    try:
        kind = AttributeKind(typed.get("kind", ""))
    except ValueError as unknown:
        raise Invalid([Fault("kind", "unknown", _("Choose what its value is."))]) from unknown
    position = typed.get("position", "").strip() or "0"
    if not (position.isascii() and position.isdecimal() and int(position) <= MOST_POSITION):
        raise Invalid([Fault("position", "number", _("Enter a whole number."))])
    name = typed.get("name", "").strip()
    return AttributeRow(
        key=key or typed.get("key", "").strip() or key_for(name) or key_for(typed.get("name_en", "")),
        name=name,
        kind=kind,
        names=_texts(typed, "name"),
        unit=typed.get("unit", "").strip(),
        units=_texts(typed, "unit") if typed.get("unit", "").strip() else {},
        choices=_choices(typed.get("choices", "")),
        required=bool(typed.get("required")),
        filterable=bool(typed.get("filterable")),
        axis=bool(typed.get("axis")),
        position=int(position),
    )


def stored_attribute(row: AttributeRow | None) -> dict[str, Any]:
    """What the form shows of an attribute."""
    if row is None:
        return {"kind": "text", "position": "0"}
    return {
        "key": row.key,
        "name": row.name,
        "kind": row.kind.value,
        "unit": row.unit,
        "choices": "\n".join(_line(each) for each in row.choices),
        "required": row.required,
        "filterable": row.filterable,
        "axis": row.axis,
        "position": row.position,
        **{f"name_{code}": row.names.get(code, "") for code, _words in LANGUAGES},
        **{f"unit_{code}": row.units.get(code, "") for code, _words in LANGUAGES},
    }


def _texts(typed: Mapping[str, str], name: str) -> dict[str, str]:
    found = {code: typed.get(f"{name}_{code}", "").strip() for code, _words in LANGUAGES}
    return {code: text for code, text in found.items() if text}


def _choices(text: str) -> list[Choice]:
    """Lines of `name | English | 繁體 | #colour | key`, of which all but the name may be missing."""
    found = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.replace("｜", "|").split("|")]
        if not any(cells):
            continue
        # A colour and a key may stand in any place after the name: they can't be mistaken.
        swatch = next((cell.lower() for cell in cells[1:] if cell.startswith("#")), "")
        key = next((cell.removeprefix("=") for cell in cells[1:] if cell.startswith("=")), "")
        words = [cell for cell in cells[1:] if not cell.startswith(("#", "="))]
        english, hant = [*words, "", ""][:2]
        names = {"en": english, "zh-hant": hant, "zh-hans": cells[0] if hant else ""}
        kept = {code: word for code, word in names.items() if word}
        found.append(Choice(key or key_for(english) or key_for(cells[0]), cells[0], kept, swatch))
    return found


def _line(choice: Choice) -> str:
    cells = [
        choice.name,
        choice.names.get("en", ""),
        choice.names.get("zh-hant", ""),
        choice.swatch,
        f"={choice.key}",
    ]
    return " | ".join(cells)

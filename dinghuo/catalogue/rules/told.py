"""Values of attributes in words, in any language."""

from collections.abc import Mapping
from typing import Any

from dinghuo.catalogue.rules.attributes import AttributeRow

#: In these every text can be told; the second stands in where the first is missing.
LANGUAGES = {"zh-hans": "zh-hant", "zh-hant": "zh-hans", "en": ""}


def word_of(attribute: AttributeRow | None, value: Any, language: str = "") -> str:
    """A choice's name, a number with its unit, else the value; without a language as the market writes it."""
    if attribute is None:
        return str(value)
    if found := attribute.choice(str(value)):
        return in_language(found.name, found.names, language)
    unit = in_language(attribute.unit, attribute.units, language)
    return f"{value} {unit}" if unit else str(value)


def in_language(text: str, texts: Mapping[str, str], language: str) -> str:
    """The text in a language, or as the market writes it."""
    return texts.get(language) or texts.get(LANGUAGES.get(language, "")) or text


def variant_name(name: str, options: Mapping[str, Any], axes: Mapping[str, AttributeRow]) -> str:
    """The name of a variant: its product's with what tells it apart."""
    return " ".join([name, *(word_of(axes.get(key), value) for key, value in options.items())])[:240]


def variant_names(
    name: str, names: Mapping[str, str], options: Mapping[str, Any], axes: Mapping[str, AttributeRow]
) -> dict[str, str]:
    """The same in other languages: those in which the product or one of the values has a name of its own."""
    spoken = set(names)
    for key, value in options.items():
        attribute = axes.get(key)
        found = attribute.choice(str(value)) if attribute else None
        spoken |= set(found.names if found else ())
    return {
        language: " ".join(
            [
                in_language(name, names, language),
                *(word_of(axes.get(key), value, language) for key, value in options.items()),
            ]
        )[:240]
        for language in sorted(spoken & LANGUAGES.keys())
    }

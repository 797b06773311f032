"""bin/messages: gathers the texts to translate into locale/, and compiles what is translated.

    bin/messages            gather texts, keep translations, make 繁體 from 简体, compile
    bin/messages --missing  also print what isn't translated yet

GNU gettext isn't needed: Django turns templates into text that calls gettext, Babel reads Python.
People translate locale/zh_Hans; locale/zh_Hant is made from it by OpenCC, word by word as Taiwan and Hong Kong say
it, except for what locale/zh_Hant/overrides.json says otherwise: "words" that a trader there says differently, and
whole "texts" by their English.
"""

import argparse
import ast
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize
from opencc import OpenCC

from dinghuo.local import messages
from dinghuo.local.places import ROOT

Text = tuple[str | None, str | tuple[str, str]]  # context; id, or ids of singular and plural
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": None,
    "ngettext_lazy": None,
    "pgettext": None,
    "pgettext_lazy": None,
}
LITERAL = r"""((?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"))"""
IN_TEMPLATE = re.compile(
    rf"\b(n|np|p)?gettext\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?(?:\s*,\s*{LITERAL})?|(?<!\w)_\({LITERAL}\)"
)
# Fixed, so that a run without news changes no file.
BEGUN = datetime(2026, 11, 22, tzinfo=UTC)


def main() -> None:
    """Gather, translate into 繁體, compile; exit 1 with --missing if something isn't translated."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--missing", action="store_true")
    options = parser.parse_args()
    hans = gathered()
    write(hans, "zh_Hans")
    write(in_traditional(hans), "zh_Hant")
    messages.compile_all()
    untranslated = missing(hans)
    print(f"{len(hans)} texts, {len(untranslated)} of them not translated.")
    if options.missing:
        print(json.dumps(untranslated, ensure_ascii=False, indent=1))
        sys.exit(bool(untranslated))


def gathered() -> Catalog:
    """Today's texts with the translations there are."""
    catalog = Catalog(
        locale="zh_Hans", project="Dinghuo", fuzzy=False, creation_date=BEGUN, revision_date=BEGUN
    )
    known = read("zh_Hans")
    for file, (context, ids) in texts():
        key = ids if isinstance(ids, str) else ids[0]
        old = known.get(key, context)
        catalog.add(ids, old.string if old else None, locations=[(file, 0)], context=context)
    return catalog


def texts() -> Iterator[tuple[str, Text]]:
    """Every text of the program, with the file it stands in."""
    for path in sorted((ROOT / "dinghuo").rglob("*")):
        file = path.relative_to(ROOT).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield from ((file, text) for text in in_python(path))
        elif path.suffix in (".html", ".txt", ".typ") and "templates" in path.parts:
            yield from ((file, text) for text in in_template(path))


def in_python(path: Path) -> Iterator[Text]:
    """The texts of a Python file."""
    with path.open("rb") as source:
        entry: Any
        for entry in extract_python(source, KEYWORDS, [], {}):
            function, found = entry[1:3]
            words = [found] if isinstance(found, str) else list(found or ())
            if len(words) >= 2 and all(words[:2]) and "gettext" in str(function)[1:]:
                yield _pair(str(function), words[0], words[1])
            elif words and words[0]:
                yield None, words[0]


def _pair(function: str, first: str, second: str) -> Text:
    return (first, second) if function.startswith("p") else (None, (first, second))


def in_template(path: Path) -> Iterator[Text]:
    """The texts of a template."""
    for match in IN_TEMPLATE.finditer(templatize(path.read_text(), origin=path.name)):
        kind, *literals, short = match.groups()
        values = [ast.literal_eval(literal) for literal in [*literals, short] if literal]
        if kind == "n":
            yield None, (values[0], values[1])
        elif kind == "p":
            yield values[0], values[1]
        elif kind == "np":
            yield values[0], (values[1], values[2])
        else:
            yield None, values[0]


def in_traditional(hans: Catalog) -> Catalog:
    """The catalogue in 繁體, from the one in 简体."""
    convert = OpenCC("s2twp").convert
    overrides = json.loads((ROOT / "locale/zh_Hant/overrides.json").read_text())
    catalog = Catalog(
        locale="zh_Hant", project="Dinghuo", fuzzy=False, creation_date=BEGUN, revision_date=BEGUN
    )

    def traditional(string: str) -> str:
        converted = convert(string)
        for word, better in overrides["words"].items():
            converted = converted.replace(word, better)
        return converted

    for message in hans:
        if message.id:
            told = overrides["texts"].get(_first(message))
            strings = [told or traditional(string) for string in _strings(message)]
            catalog.add(
                message.id,
                tuple(strings) if message.pluralizable else strings[0],
                locations=message.locations,
                context=message.context,
            )
    return catalog


def missing(catalog: Catalog) -> list[str]:
    """The texts without a translation."""
    return [_first(message) for message in catalog if message.id and not all(_strings(message))]


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> list[str]:
    return [message.string or ""] if isinstance(message.string, str | None) else list(message.string)


def path_of(language: str) -> Path:
    """A language's file."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """What is in a language's file."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(catalog: Catalog, language: str) -> None:
    """Write a language's file, sorted, so that two people's work merges."""
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=110, sort_output=True, no_location=True, omit_header=False)


if __name__ == "__main__":
    main()

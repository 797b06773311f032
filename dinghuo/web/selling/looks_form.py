"""The part of a product's form that is about its pictures and documents: what stands in it, and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from dinghuo.catalogue.actions.versions.save_draft import DocumentRow, ProductRow
from dinghuo.catalogue.queries.product_documents import name_of

LANGUAGES = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))
LONGEST_NAME = 120


@dataclass(frozen=True)
class TypedLooks:
    """Pictures in the order that was asked for, their texts by file and language, documents."""

    images: Sequence[str]
    texts: Mapping[str, Mapping[str, str]]
    documents: Sequence[DocumentRow]


def stored_looks(row: ProductRow) -> dict[str, Any]:
    """What the form shows of them."""
    documents = row.documents or ()
    stored: dict[str, Any] = {"image": list(row.images), "document": [each.file for each in documents]}
    for i, file in enumerate(row.images):
        texts = row.texts.get(file, {})
        stored |= {f"picture.{i}.place": str(i + 1)}
        stored |= {f"picture.{i}.text_{code}": texts.get(code, "") for code, _words in LANGUAGES}
    for k, each in enumerate(documents):
        stored |= {f"document.{k}.name": each.name, f"document.{k}.kind": each.kind}
        stored |= {f"document.{k}.name_{code}": each.names.get(code, "") for code, _words in LANGUAGES}
    return stored


def typed_looks(typed: QueryDict, stored: ProductRow | None) -> TypedLooks:
    """What was typed; the texts of pictures that aren't in the form - those of single variants - stay."""
    files = typed.getlist("image")
    kept = [(_place(typed, i), i, file) for i, file in enumerate(files) if not typed.get(f"picture.{i}.drop")]
    texts = {file: told for file, told in (stored.texts if stored else {}).items() if file not in files}
    for _at, i, file in kept:
        if told := _told(typed, f"picture.{i}.text"):
            texts[file] = told
    return TypedLooks([file for _at, _i, file in sorted(kept)], texts, _documents(typed))


def _place(typed: QueryDict, i: int) -> float:
    """Where a picture is to stand. One that moves goes before the one whose place it takes, or behind it if it comes
    from before."""
    text = typed.get(f"picture.{i}.place", "")
    place = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else i + 1
    return place + (0 if place == i + 1 else 0.5 if place > i + 1 else -0.5)


def _told(typed: QueryDict, name: str) -> dict[str, str]:
    return {code: text for code, _words in LANGUAGES if (text := typed.get(f"{name}_{code}", "").strip())}


def _documents(typed: QueryDict) -> list[DocumentRow]:
    return [
        DocumentRow(
            file,
            typed.get(f"document.{k}.kind", "other"),
            typed.get(f"document.{k}.name", "").strip(),
            _told(typed, f"document.{k}.name"),
        )
        for k, file in enumerate(typed.getlist("document"))
        if not typed.get(f"document.{k}.drop")
    ]


def with_pictures(typed: QueryDict, files: Sequence[str]) -> None:
    """Put pictures that were just sent in behind those of the form."""
    for file in files:
        there = typed.getlist("image")
        if file not in there:
            typed.appendlist("image", file)
            typed[f"picture.{len(there)}.place"] = str(len(there) + 1)


def with_document(typed: QueryDict, file: str, file_name: str) -> None:
    """Put a document that was just sent in at the end of the form, called as its file is."""
    if file in typed.getlist("document"):
        return
    k = len(typed.getlist("document"))
    typed.appendlist("document", file)
    stem = file_name.rsplit(".", 1)[0].strip()
    typed[f"document.{k}.name"] = (stem or name_of(file))[:LONGEST_NAME]
    typed[f"document.{k}.kind"] = "other"

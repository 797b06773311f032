"""Versions of products in words: where they stand, and what changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dinghuo.catalogue.queries.templates import Template
from dinghuo.catalogue.queries.versions import Difference
from dinghuo.foundation import formats
from dinghuo.foundation.fields import translated
from dinghuo.web.shared.attribute_words import value_words
from dinghuo.web.shared.document_words import document_kinds
from dinghuo.web.shared.order_words import Words
from dinghuo.web.shared.pictures import address_of
from dinghuo.web.shared.size_words import size_words

LANGUAGES = {"zh-hans": "简体中文", "zh-hant": "繁體中文", "en": "English"}


@dataclass(frozen=True)
class ChangeWords:
    """One change: of what, from what, to what."""

    sku: str
    name: str
    before: str
    after: str
    pictures_before: Sequence[str] = ()
    pictures_after: Sequence[str] = ()


def state_words() -> dict[str, Words]:
    """Where a version stands."""
    return {
        "draft": Words("draft", pgettext("product version", "Draft")),
        "submitted": Words("waiting", pgettext("product version", "Being looked at")),
        "approved": Words("done", pgettext("product version", "Approved")),
        "rejected": Words("needs-you", pgettext("product version", "Sent back")),
    }


def change_words(
    changes: Sequence[Difference], template: Template, names: Mapping[str, str]
) -> list[ChangeWords]:
    """The changes as people read them. `names`: of categories and brands, by key."""
    return [
        ChangeWords(
            each.sku,
            _field(each.field, template),
            _value(each.field, each.before, template, names),
            _value(each.field, each.after, template, names),
            _pictures(each.field, each.before),
            _pictures(each.field, each.after),
        )
        for each in changes
    ]


def _pictures(field: str, value: Any) -> list[str]:
    if not value or field not in ("images", "image"):
        return []
    return [address_of(file) for file in ([value] if field == "image" else value)]


def _field(field: str, template: Template) -> str:
    base, _dot, rest = field.partition(".")
    words = {
        "name": _("Name"),
        "names": _("Name"),
        "aliases": _("Also called"),
        "category": _("Category"),
        "brand": _("Brand"),
        "description": _("Description"),
        "descriptions": _("Description"),
        "kind": _("Kind of product"),
        "tax_rate": _("Tax rate"),
        "base_unit": _("Base unit"),
        "images": _("Pictures"),
        "image": _("Picture"),
        "variant": _("Variant"),
        "gtin": "GTIN",
        "texts": _("What is to be seen on a picture"),
        "documents": _("Document"),
        "packs": _("Pack"),
        "decimals": _("Divided to decimals"),
        "weight_grams": _("Weight"),
        "volume_cubic_cm": _("Volume"),
        "kit_pricing": _("Kit price"),
        "part": _("Part of the kit"),
        "option": _("Optional part"),
    }
    if base in ("attributes", "options"):
        found = template.by_key.get(rest)
        return translated(found.name, found.names) if found else rest
    told = words.get(base, base)
    if base in ("texts", "documents"):
        return told
    return f"{told} ({LANGUAGES.get(rest, rest)})" if rest else told


def _pricing(value: str) -> str:
    return _("What its parts cost") if value == "parts" else _("A price of its own")


def _variant(value: Any, template: Template) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    order = list(template.by_key)
    told = sorted(value, key=lambda key: order.index(key) if key in order else len(order))
    return " ".join(value_words(template.by_key.get(key), value[key]) for key in told)


_PLAIN: Mapping[str, Callable[[Any], str]] = {
    "kit_pricing": _pricing,
    "kind": lambda value: pgettext("kind of product", "Service") if value == "service" else _("Goods"),
    "tax_rate": lambda value: formats.percent(Decimal(value), 0),
    "aliases": lambda value: _(", ").join(value),
    "images": lambda value: str(len(value)),
}


def _value(field: str, value: Any, template: Template, names: Mapping[str, str]) -> str:
    if value is None:
        return ""
    base, _dot, rest = field.partition(".")
    if base in ("attributes", "options"):
        return value_words(template.by_key.get(rest), value)
    if base in ("weight_grams", "volume_cubic_cm"):
        return size_words(base, Decimal(value))
    if base in _PLAIN:
        return _PLAIN[base](value)
    if base == "texts":
        return "\n".join(f"{LANGUAGES.get(code, code)}: {text}" for code, text in value.items())
    if base == "documents":
        kind = document_kinds().get(value["kind"], value["kind"])
        return f"{kind}: {translated(value['name'], value['names'])}"
    if base == "variant":
        return _variant(value, template)
    if base == "image":
        return _("Picture")
    return names.get(str(value), str(value)) if base in ("category", "brand") else str(value)

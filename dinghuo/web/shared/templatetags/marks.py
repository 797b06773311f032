"""Tags for icons, states, names and pictures: the small marks of a page."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from dinghuo.foundation import fields
from dinghuo.organisations.queries.phones import written_phone
from dinghuo.web.shared import look
from dinghuo.web.shared.document_words import document_kinds
from dinghuo.web.shared.pictures import sizes_at

register = template.Library()

# The shapes of a state, never by colour alone. A door maps its states to these six.
SHAPES = ("draft", "waiting", "part", "done", "needs-you", "ended")


def icon_html(name: str, extra: str = "") -> SafeString:
    """One icon of the sprite, hidden from screen readers."""
    return _icon_html(str(name), extra, look.address("svg"))


# A page shows hundreds of icons of a few dozen kinds.
@lru_cache(maxsize=2000)
def _icon_html(name: str, extra: str, address: str) -> SafeString:
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>', extra, address, name
    )


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite: `{% icon "truck" %}`; size "small" (14 px) or "large" (24 px). Nothing for no name."""
    return icon_html(name, f" icon-{size}" if size else "") if name else mark_safe("")


@register.simple_tag
def state(shape: str, words: Any, note: Any = "") -> SafeString:
    """A state as a shape and a word: `{% state "part" "Confirmed 80 of 100" %}`; shapes are SHAPES."""
    if shape not in SHAPES:
        raise ValueError(f"no state shape {shape!r}; there are {', '.join(SHAPES)}")
    small = format_html(" <small>{}</small>", note) if note else ""
    return format_html(
        '<span class="state state-{}">{}<span>{}{}</span></span>',
        shape,
        icon_html(f"state-{shape}"),
        words,
        small,
    )


@register.filter
def named(thing: Any, name: str = "name") -> str:
    """The name of a thing in the reader's language: `{{ product|named }}` reads .name and .names.

    Works on mappings too, and on another pair of columns: `{{ product|named:"description" }}`, or
    `{{ part|named:"buyer" }}`, whose translations are .buyer_names.
    """
    if thing is None:
        return ""
    if isinstance(thing, dict):
        return fields.translated(thing.get(name, ""), thing.get(f"{name}s"))
    names = getattr(thing, f"{name}s", None) or getattr(thing, f"{name}_names", None)
    return fields.translated(getattr(thing, name, "") or "", names)


@register.filter
def phone(number: str) -> str:
    """A phone number as people read it: `{{ person.phone|phone }}` is 138 0013 8000."""
    return written_phone(str(number or ""))


@register.filter
def initials(name: str) -> str:
    """What stands in a person's or a firm's round: the last two characters of a Chinese name, else two initials."""
    text = str(name).strip()
    if not text:
        return "?"
    if "\u3400" <= text[0] <= "\u9fff":
        return text[-2:] if len(text) <= 4 else text[:2]
    words = text.split()
    return (words[0][0] + words[-1][0] if len(words) > 1 else text[:2]).upper()


@register.filter
def language_name(code: str) -> str:
    """A language in its own words."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def shape_icon(shape: str) -> str:
    """The icon of a state's shape."""
    return f"state-{shape}"


@register.filter
def kit_sum(shown: Iterable[Any], kit_id: str) -> Decimal:
    """What a kit's lines cost together: `{{ page.lines|kit_sum:line.kit.id }}`, of lines as order pages show them."""
    kits = (each.line for each in shown if each.line.kit and each.line.kit["id"] == kit_id)
    return sum((line.total for line in kits), Decimal(0))


@register.filter
def sizes(address: str) -> str:
    """The `srcset` of a stored picture: `{{ src|sizes }}`; empty where there is one size only."""
    return sizes_at(str(address or ""))


@register.filter
def document_kind(key: str) -> str:
    """What a document of a product is, in words."""
    return document_kinds().get(str(key), "")

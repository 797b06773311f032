"""Shows the little markup that descriptions use: paragraphs, **strong** and `code`."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
CODE = re.compile(r"`(.+?)`", re.DOTALL)


@register.filter
def marked(text: str) -> SafeString:
    """Paragraphs divided by empty lines."""
    paragraphs = [part for part in re.split(r"\n\s*\n", str(text)) if part.strip()]
    return mark_safe("".join(f"<p>{marked_line(part)}</p>" for part in paragraphs))


@register.filter
def marked_line(text: str) -> SafeString:
    """One paragraph, without its tags."""
    # Escaped before the tags are put in.
    safe = CODE.sub(r"<code>\1</code>", STRONG.sub(r"<strong>\1</strong>", escape(text)))
    return mark_safe(safe)

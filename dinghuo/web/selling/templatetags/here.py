"""A tag for addresses within the door one stands in, so that the same template serves several doors."""

from typing import Any

from django import template

from dinghuo.web.selling.doors import here as address

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: template.Context, name: str, *of: Any) -> str:
    """The address of a place behind the same door: `{% here "order" order.number %}`."""
    return address(context["request"], name, *of)

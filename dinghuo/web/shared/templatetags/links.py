"""Tags for addresses: the same page with other parameters, the look's files."""

from typing import Any

from django import template
from django.http import HttpRequest, QueryDict

from dinghuo.web.shared import flash, look
from dinghuo.web.shared.form import Entry, Form

register = template.Library()


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """This page's address with other parameters: `{% query state="open" after=None %}`; None or "" drops one.

    A page's place in a list (`after`) is dropped with every other change, because it belongs to the old list.
    """
    parameters = _parameters(context)
    if "after" not in changes:
        parameters.pop("after", None)
    for name, value in changes.items():
        if value is None or value == "":
            parameters.pop(name, None)
        elif isinstance(value, list | tuple):
            parameters.setlist(name, [str(item) for item in value])
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_query(context: template.Context, key: str) -> str:
    """The address that sorts by a column: ascending first, descending if it is already so."""
    descending = _parameters(context).get("sort") == key
    return query(context, sort=f"-{key}" if descending else key)


@register.simple_tag(takes_context=True)
def sorted_by(context: template.Context, key: str, default: str = "") -> str:
    """How a list is sorted by a column, as aria-sort says it: ascending, descending, or nothing."""
    now = _parameters(context).get("sort", default)
    return {key: "ascending", f"-{key}": "descending"}.get(now, "")


def _parameters(context: template.Context) -> QueryDict:
    request = context.get("request")
    return request.GET.copy() if isinstance(request, HttpRequest) else QueryDict(mutable=True)


@register.simple_tag
def look_address(kind: str) -> str:
    """Where the joined css, js or svg is, by its content."""
    return look.address(kind)


@register.simple_tag
def entry(form: Form | None, name: str, value: Any = "", fault: Any = "") -> Entry:
    """What a field shows: from the form if there is one, else what was given. Used by the field components."""
    if isinstance(form, Form):
        return form.entry(name, value)
    return Entry(name, "" if value is None else value, [str(fault)] if fault else [])


@register.filter
def has(values: Any, value: Any) -> bool:
    """True if a choice is among the chosen: `{% if chosen|has:option.value %}`. A text stands for itself."""
    if isinstance(values, list | tuple | set | frozenset):
        return str(value) in {str(item) for item in values}
    return str(values) == str(value)


@register.filter
def undo_address(message: Any) -> str:
    """Where a flash message is taken back, empty for none."""
    return flash.undo_address(message.extra_tags)

"""Tags for days and times in the market's zone."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dinghuo.foundation import formats
from dinghuo.web.shared.templatetags.amounts import NONE

register = template.Library()


def _time_html(value: date | datetime | None, text: str) -> SafeString:
    if value is None:
        return NONE
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', value.isoformat(), formats.full_moment(value), text
    )


@register.filter
def moment(value: datetime | None) -> SafeString:
    """A day and a time of day: `{{ order.placed_at|moment }}` is 21 Nov 14:05."""
    return _time_html(value, formats.moment(value) if value else "")


@register.filter
def day(value: date | datetime | None) -> SafeString:
    """A day: `{{ line.promised_date|day }}` is 3 Dec."""
    return _time_html(value, formats.day(value) if value else "")


@register.filter
def weekday(value: date | datetime | None) -> SafeString:
    """A day with its weekday: Sat 21 Nov."""
    return _time_html(value, formats.weekday(value) if value else "")


@register.filter
def relative_day(value: date | datetime | None) -> SafeString:
    """Today, yesterday, tomorrow, else the day."""
    return _time_html(value, formats.relative_day(value) if value else "")


@register.filter
def time_of_day(value: datetime | None) -> SafeString:
    """Hours and minutes: 14:05."""
    return _time_html(value, formats.time_of_day(value) if value else "")

"""How much of an article a customer may order, in words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dinghuo.ordering.queries.rations import Allowance, Period
from dinghuo.web.shared.templatetags.amounts import number


def quota_words(told: Allowance, unit: str) -> str:
    """What may be ordered and what is left of it, in base units."""
    numbers = {"limit": number(told.limit), "left": number(told.left), "unit": unit}
    if told.period == Period.DAY:
        return _("At most %(limit)s %(unit)s a day; %(left)s left today") % numbers
    if told.period == Period.WEEK:
        return _("At most %(limit)s %(unit)s a week; %(left)s left this week") % numbers
    if told.period == Period.MONTH:
        return _("At most %(limit)s %(unit)s a month; %(left)s left this month") % numbers
    if told.until:
        numbers["day"] = date_format(told.until, "MONTH_DAY_FORMAT")
        return _("At most %(limit)s %(unit)s until %(day)s; %(left)s left") % numbers
    return _("At most %(limit)s %(unit)s; %(left)s left") % numbers

"""When and where something is on sale: in words, and as people type it."""

from collections.abc import Sequence
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.foundation.errors import Faults
from dinghuo.web.shared.order_words import Words

Times = tuple[datetime | None, datetime | None]


def sale_state(times: Sequence[Times], at: datetime) -> Words:
    """Whether all of these times are on, in words: on sale, from Mon 23 Nov 08:00, until, not any more."""
    starts_at = max((start for start, _end in times if start), default=None)
    ends_at = min((end for _start, end in times if end), default=None)
    if ends_at and ends_at <= at:
        return Words("ended", _("Off sale since %(moment)s") % {"moment": sale_moment(ends_at)})
    if starts_at and starts_at > at:
        return Words("waiting", _("From %(moment)s") % {"moment": sale_moment(starts_at)})
    if ends_at:
        return Words("done", _("On sale until %(moment)s") % {"moment": sale_moment(ends_at)})
    return Words("done", _("On sale"))


def sale_moment(value: datetime) -> str:
    """A moment with its weekday: Mon 23 Nov 08:00."""
    return f"{formats.weekday(value)} {formats.time_of_day(value)}"


def typed_moment(value: datetime | None) -> str:
    """A moment as a field for one holds it."""
    return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M") if value else ""


def read_times(typed: QueryDict, names: tuple[str, str]) -> Times:
    """A beginning and an end from a form, in the reader's zone; an empty field is none. Raises Invalid."""
    faults = Faults()
    found = [read_one(faults, name, typed.get(name) or "") for name in names]
    faults.raise_any()
    return found[0], found[1]


def read_one(faults: Faults, name: str, text: str) -> datetime | None:
    """One moment as somebody typed it, in the reader's zone; None for nothing, and for what is none: told in faults."""
    text = text.strip()
    if not text:
        return None
    try:
        found = parse_datetime(text[:30])
    except ValueError:
        found = None
    if found is None or not 1900 < found.year < 3000:
        faults.add(name, "moment", _("Enter a day and a time."))
        return None
    return timezone.make_aware(found) if timezone.is_naive(found) else found

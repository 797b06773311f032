"""Keyset paging: a page of a list, and the cursor after which the next one starts."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Fault, Invalid

Row = TypeVar("Row")

#: Rows a page holds when nobody says otherwise, and at most (api.md).
USUAL, MOST = 50, 500


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list. `next` is the cursor of the page after it, None on the last page."""

    items: Sequence[Row]
    next: str | None = None

    def map(self, change: Callable[[Sequence[Row]], Sequence]) -> "Page":
        """The same page with other rows, in the same order."""
        return Page(change(self.items), self.next)


def cut(rows: Sequence[Row], limit: int, key: Callable[[Row], Sequence[object]]) -> Page[Row]:
    """Make a page of rows that were read with one more than `limit`; `key` gives a row's cursor values."""
    shown = rows[:limit]
    return Page(shown, encode_cursor(key(shown[-1])) if len(rows) > limit else None)


def bounded(limit: int | None) -> int:
    """A page size between 1 and MOST."""
    return max(1, min(limit or USUAL, MOST))


def beyond(names: Sequence[str], values: Sequence[object] | None) -> Q:
    """The rows after a cursor in the order of these columns, all ascending; every row without a cursor."""
    if values is None:
        return Q()
    rows = Q()
    for i, (name, value) in enumerate(zip(names, values, strict=True)):
        rows |= Q(**dict(zip(names[:i], values[:i], strict=True)), **{f"{name}__gt": value})
    # Implied by the rest; as a condition of its own it is where the index starts.
    return Q(**{f"{names[0]}__gte": values[0]}) & rows


def encode_cursor(values: Sequence[object]) -> str:
    """Put a row's sort values into an opaque word that fits a URL."""
    text = json.dumps([str(value) for value in values], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, *kinds: Callable[[str], Any]) -> list[Any] | None:
    """Take the values out again, each as its kind (str, UUID, Decimal ...); None where there is no cursor.

    Raises Invalid for a cursor that this list didn't make.
    """
    if not cursor:
        return None
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        values = json.loads(text)
        if len(values) == len(kinds):
            return [kind(_plain(value)) for kind, value in zip(kinds, values, strict=True)]
    except (binascii.Error, ValueError, TypeError, ArithmeticError, RecursionError):
        pass
    raise Invalid(
        [Fault("after", "cursor", _("This is not a page of this list. Start from the first page."))]
    )


def _plain(value: object) -> str:
    """A text that the database can take: neither NUL nor half a surrogate pair."""
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(value)
    value.encode()
    return value

"""What a list shows, read from its address: filters, search, sort, columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from dinghuo.web.shared.views.preferences import COLUMNS_COOKIE


@dataclass(frozen=True)
class Choice:
    """One filter or column: its key in the address, its words, and how many rows it has if that is known."""

    key: str
    words: Any
    count: int | None = None
    chosen: bool = False


@dataclass(frozen=True)
class Listing:
    """The parameters of a list: `?q=…&state=…&sort=-placed&after=…`."""

    search: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    sort: str = ""
    after: str = ""

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        filters: dict[str, Sequence[str]] | None = None,
        sorts: Sequence[str] = (),
        default_sort: str = "",
    ) -> "Listing":
        """Read the address. `filters` maps a name to the values it may have (empty = any text); others are dropped."""
        given = request.GET
        chosen = {}
        for name, allowed in (filters or {}).items():
            value = given.get(name, "").strip()[:100]
            if value and (not allowed or value in allowed):
                chosen[name] = value
        sort = given.get("sort", "")
        known = sort.lstrip("-") in {name.lstrip("-") for name in sorts}
        return cls(
            search=given.get("q", "").strip()[:200],
            chosen=chosen,
            sort=sort if known else default_sort,
            after=given.get("after", "")[:500],
        )

    def __getitem__(self, name: str) -> str:
        # A template looks for an item before an attribute: `listing.search` isn't a filter named "search".
        if name in self.__dataclass_fields__ or hasattr(type(self), name):
            raise KeyError(name)
        return self.chosen.get(name, "")

    @property
    def is_narrowed(self) -> bool:
        """True if a search or a filter leaves rows out, so that an empty list can say so."""
        return bool(self.search or self.chosen)


def chosen_columns(request: HttpRequest, list_key: str, columns: Sequence[Choice]) -> list[Choice]:
    """The columns of a list with the visitor's choice marked; without a choice, as they were given."""
    kept = request.COOKIES.get(COLUMNS_COOKIE + list_key, "")
    if not kept:
        return list(columns)
    wanted = set(kept.split("."))
    return [Choice(column.key, column.words, column.count, column.key in wanted) for column in columns]

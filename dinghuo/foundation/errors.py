"""What may go wrong, in words: refusals of the business, bad input, and what isn't yours."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


class DinghuoError(Exception):
    """Anything this program raises on purpose."""


class CurrencyMismatch(DinghuoError):
    """Two currencies met in one sum."""


class UnitMismatch(DinghuoError):
    """Two units met in one sum."""


class NotFound(DinghuoError):
    """It isn't there, or not for this actor: both look the same from outside (404)."""


class NotAllowed(DinghuoError):
    """The actor may see it but not do this (403)."""

    def __init__(self, permission: str = "", limit: object = None):
        super().__init__(permission)
        self.permission = permission
        self.limit = limit


class Refusal(DinghuoError):
    """The business says no (409). A subclass names the reason; the message says what would be possible.

    `type` is the reason's public name (`out-of-stock`), `lines` the document lines concerned, `instead` what the
    asker could do. Both are plain JSON values with decimals as strings.
    """

    type = "refused"

    def __init__(
        self,
        message: str,
        lines: Sequence[Mapping[str, Any]] = (),
        instead: Mapping[str, Any] | None = None,
    ):
        super().__init__(message)
        self.message = message
        self.lines = [dict(line) for line in lines]
        self.instead = dict(instead or {})


class StaleVersion(Refusal):
    """Somebody else changed it in the meantime."""

    type = "stale-version"


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the input: where (`lines.0.quantity`), which (`positive`), and in words."""

    path: str
    code: str
    message: str


class Invalid(DinghuoError):
    """The input is wrong (422); carries every fault, not the first."""

    def __init__(self, faults: Sequence[Fault]):
        super().__init__("; ".join(f"{fault.path}: {fault.message}" for fault in faults))
        self.faults = list(faults)


@dataclass
class Faults:
    """Collects faults while input is read, so that all are told at once."""

    found: list[Fault] = field(default_factory=list)

    def add(self, path: str, code: str, message: str) -> None:
        """Note one fault."""
        self.found.append(Fault(path, code, str(message)))

    def __bool__(self) -> bool:
        return bool(self.found)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Keep the faults of an Invalid raised inside, and go on to find the next ones."""
        try:
            yield
        except Invalid as wrong:
            self.found.extend(wrong.faults)

    def raise_any(self) -> None:
        """Raise Invalid with all faults noted so far, if there are any."""
        if self.found:
            raise Invalid(self.found)

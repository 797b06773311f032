"""What a form shows: what was typed or what is stored, and the faults beside each field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from dinghuo.foundation.errors import Fault, Invalid


@dataclass(frozen=True)
class Entry:
    """One field as it is shown: its name, what stands in it, and what is wrong with it in words."""

    name: str
    value: Any = ""
    faults: list[str] = field(default_factory=list)

    @property
    def html_id(self) -> str:
        """The id of the field in the page: `lines.0.quantity` is `f-lines-0-quantity`."""
        return "f-" + "".join(sign if sign.isalnum() else "-" for sign in self.name)


class Form:
    """Typed values before stored ones, and faults by their path.

    The name of a field and the path of its fault are the same (`lines.0.quantity`), so nothing maps between them.
    """

    def __init__(
        self,
        stored: Mapping[str, Any] | None = None,
        typed: QueryDict | Mapping[str, Any] | None = None,
        faults: Iterable[Fault] = (),
    ):
        self.stored = stored or {}
        self.typed = typed
        self.faults: dict[str, list[str]] = {}
        for fault in faults:
            self.faults.setdefault(fault.path, []).append(fault.message)

    @classmethod
    def of(
        cls, request: HttpRequest, stored: Mapping[str, Any] | None = None, faults: Sequence[Fault] = ()
    ) -> "Form":
        """The form of a request: what was typed if it was posted, or comes back refused (screen.py), with its faults;
        else what is stored."""
        refused = getattr(request, "refused", None)
        posted = request.method == "POST" or refused is not None
        return cls(stored, request.POST if posted else None, faults or getattr(refused, "faults", ()))

    def value(self, name: str, default: Any = "") -> Any:
        """What the field shows. An unticked box of a posted form is empty, not what is stored."""
        if self.typed is not None:
            return self.typed.get(name, "")
        found = self.stored.get(name, default)
        return "" if found is None else found

    def values(self, name: str, default: Any = ()) -> list[Any]:
        """All that was chosen under one name: boxes, a multiple choice."""
        if self.typed is None:
            return list(self.stored.get(name, default) or ())
        return (
            self.typed.getlist(name) if isinstance(self.typed, QueryDict) else list(self.typed.get(name, ()))
        )

    def entry(self, name: str, default: Any = "") -> Entry:
        """The field as it is shown. Days stand in it as ISO, the only way a date field reads one in any language."""
        value = self.value(name, default)
        return Entry(name, value.isoformat() if isinstance(value, date) else value, self.faults.get(name, []))

    def faults_beside(self, names: Iterable[str]) -> list[str]:
        """Faults that no shown field carries, so that none is lost."""
        shown = set(names)
        return [text for path, texts in self.faults.items() if path not in shown for text in texts]

    @property
    def all_faults(self) -> list[tuple[str, str]]:
        """Every fault as (id of its field, words), for the summary on top of a long form."""
        return [(Entry(path).html_id, text) for path, texts in self.faults.items() for text in texts]

    def __bool__(self) -> bool:
        return True


def asks_again(request: HttpRequest) -> bool:
    """Whether what was typed looked like a slip, and somebody has to say that it is meant."""
    refused = getattr(request, "refused", None)
    return isinstance(refused, Invalid) and any(fault.code == "absurd" for fault in refused.faults)

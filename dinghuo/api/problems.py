"""Says what went wrong as an RFC 9457 problem document; `type` is a plain word that names it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from dinghuo.api.render import json_response, to_json
from dinghuo.api.titles import TITLES
from dinghuo.foundation.errors import DinghuoError, Fault, Invalid, NotAllowed, NotFound, Refusal
from dinghuo.foundation.notes import note_refusal
from dinghuo.foundation.quantity import plain

#: What the errors that aren't refusals are called: status -> type and title.
KNOWN = {
    400: ("malformed", gettext_noop("The request can't be read.")),
    401: ("not-authenticated", gettext_noop("No valid key.")),
    403: ("not-allowed", gettext_noop("Not allowed.")),
    404: ("not-found", gettext_noop("Not found.")),
    405: ("method-not-allowed", gettext_noop("This method isn't allowed here.")),
    413: ("too-large", gettext_noop("The request is too large.")),
    415: ("unsupported-media-type", gettext_noop("The body must be JSON.")),
    422: ("invalid", gettext_noop("The request is wrong.")),
    429: ("too-many-requests", gettext_noop("Too many requests.")),
    500: ("internal-error", gettext_noop("Something broke on our side.")),
    503: ("unavailable", gettext_noop("The service isn't available at the moment.")),
}


@dataclass(frozen=True)
class Problem:
    """A problem document before it is sent."""

    status: int
    type: str
    title: str
    detail: str
    more: dict[str, Any] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The document's members."""
        own = {"type": self.type, "title": self.title, "status": self.status, "detail": self.detail}
        return own | self.more

    def text(self) -> str:
        """The document as JSON text."""
        return to_json(self.document())

    def response(self, **headers: str) -> HttpResponse:
        """The document as a response."""
        answer = json_response(self.text(), self.status)
        for name, value in headers.items():
            answer[name.replace("_", "-")] = value
        return answer


def problem(status: int, detail: str, **more: Any) -> Problem:
    """A problem that isn't a refusal of the business."""
    kind, title = KNOWN[status]
    note_refusal(kind)
    return Problem(status, kind, _(title), detail, more)


def problem_of(fault: DinghuoError) -> Problem:
    """The problem document for anything a domain raises on purpose."""
    match fault:
        case Refusal():
            note_refusal(fault.type)
            more = {name: value for name in ("lines", "instead") if (value := getattr(fault, name))}
            return Problem(409, fault.type, _(TITLES[fault.type]), str(fault.message), more)
        case Invalid():
            return invalid(fault.faults)
        case NotAllowed():
            more = {"permission": fault.permission} if fault.permission else {}
            if isinstance(fault.limit, Decimal):
                more["limit"] = plain(fault.limit)
                return problem(403, _("This is above the limit up to which you may do it."), **more)
            return problem(403, _("You may see this, but not do it."), **more)
        case NotFound():
            return problem(404, _("There is nothing here, or nothing that is yours to see."))
    raise fault


def invalid(faults: list[Fault]) -> Problem:
    """Bad input, with every fault."""
    count = len(faults)
    told = ngettext("%(count)s thing is wrong.", "%(count)s things are wrong.", count) % {"count": count}
    errors = [{"path": each.path, "code": each.code, "message": each.message} for each in faults]
    return problem(422, told, errors=errors)


def not_found(request: HttpRequest) -> HttpResponse:
    """The answer where no call has this path."""
    return problem(404, _("There is no such call. See /api/v1/docs.")).response()

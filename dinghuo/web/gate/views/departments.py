"""The departments of a company, and who works where: one page for whichever door its people come by."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.organisations.actions.people.save_department import save_department
from dinghuo.organisations.actions.people.set_department import set_department
from dinghuo.organisations.queries.organisations import departments, find_organisation, organisation
from dinghuo.organisations.queries.own import own_organisation_id
from dinghuo.organisations.queries.people import members
from dinghuo.web.gate.frame import frame_of
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

#: A field of the form that says where a member works is this and the member's id.
MEMBER = "member."


@screen(permission="organisations.see_people", methods=["GET", "POST"])
def departments_page(request: Request, actor: Actor) -> HttpResponse:
    """One's own company; with `?company=` another one whose people one looks after."""
    code = request.GET.get("company", "")[:40]
    company = find_organisation(actor, code) if code else organisation(actor, own_organisation_id(actor))
    if request.method == "POST":
        if "name" in request.POST:
            _save(request, actor, company.id)
        else:
            _assign(request, actor, company.id)
        return HttpResponseRedirect(request.get_full_path())
    page = members(actor, company.id, after=request.GET.get("after", "")[:500] or None)
    stored = {f"{MEMBER}{each.id}": str(each.department_id or "") for each in page.items}
    known = departments(actor, company.id)
    context = {
        "frame": frame_of(request),
        "company": company,
        "tree": _in_a_tree(known),
        "people": [(each, f"{MEMBER}{each.id}") for each in page.items],
        "page": page,
        "form": Form.of(request, stored),
        "may_save": allows(actor, "organisations.save_department"),
        "may_assign": allows(actor, "organisations.set_department") and bool(known),
    }
    return render(request, "gate/departments.html", context)


def _in_a_tree(known: Sequence[Any]) -> list[tuple[str, str]]:
    """Ids and names with those above them (Sales › East), each below the one it belongs to."""
    by_id = {each.id: each for each in known}

    def path(each: Any) -> list[str]:
        above = by_id.get(each.parent_id)
        return [*(path(above) if above else []), each.name]

    return [(str(each.id), " › ".join(path(each))) for each in sorted(known, key=path)]


def _save(request: Request, actor: Actor, company_id: UUID) -> None:
    given = request.POST
    changed, under = _id(given.get("changed", "")), _id(given.get("under", ""))
    saved = save_department(actor, company_id, given["name"], under, changed)
    flash.say(request, _("The department %(name)s is kept.") % {"name": saved.name})


def _assign(request: Request, actor: Actor, company_id: UUID) -> None:
    wanted: dict[str, Any] = {
        name.removeprefix(MEMBER): value for name, value in request.POST.items() if name.startswith(MEMBER)
    }
    moved = 0
    for each in members(actor, company_id, after=request.GET.get("after", "")[:500] or None).items:
        chosen = _id(wanted.get(str(each.id), str(each.department_id or "")))
        if chosen != each.department_id:
            set_department(actor, each.id, chosen)
            moved += 1
    words = ngettext("%(count)s person works elsewhere now.", "%(count)s people work elsewhere now.", moved)
    flash.say(request, words % {"count": moved})


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as malformed:
        raise Invalid([Fault("department", "unknown", _("There is no such department."))]) from malformed

"""The people of the buyer's company: who may order up to what, who approves, who is let in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.permissions import APPROVE, PLACE
from dinghuo.organisations.actions.people.add_person import add_person
from dinghuo.organisations.actions.people.set_grant import set_grant
from dinghuo.organisations.actions.people.set_membership_roles import set_membership_roles
from dinghuo.organisations.actions.people.set_membership_status import set_membership_status
from dinghuo.organisations.queries.people import member as find_member
from dinghuo.organisations.queries.people import members
from dinghuo.organisations.queries.roles import roles
from dinghuo.web.buyer.typed import decimal_of
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

SEE = "organisations.see_people"
#: The limits a buyer's company sets by person: field, permission.
LIMITS = (("order_limit", PLACE), ("approval_limit", APPROVE))


@dataclass(frozen=True)
class Member:
    """A person as the team's page shows them: roles by name, and how much they may order and approve."""

    membership: Any
    roles: Sequence[str]
    limits: Sequence[tuple[str, bool, Decimal | None]]


@screen(door="buyer", permission=SEE)
def team(request: Request, actor: Actor) -> HttpResponse:
    """Everybody in the company."""
    after = request.GET.get("after", "")[:500] or None
    page = members(actor, actor.organisation_id, search=request.GET.get("q", "")[:100], after=after)
    granted = _granted(actor)
    context = {
        "page": page,
        "people": [_member(each, granted) for each in page.items],
        "search": request.GET.get("q", ""),
        "may_add": allows(actor, "organisations.add_person"),
        "trail": [(reverse("buyer:account"), _("Account")), ("", _("People"))],
    }
    return render(request, "buyer/company/team.html", context)


def _granted(actor: Actor) -> dict[str, dict[str, Decimal | None]]:
    return {
        role.key: {grant.permission: grant.limit for grant in role.grants.all()}
        for role in roles(actor, ["buyer"])
    }


def _member(membership: Any, granted: dict[str, dict[str, Decimal | None]]) -> Member:
    held = [each.role for each in membership.held_roles.all()]
    own = {each.permission: each.limit for each in membership.own_grants.all()}
    limits = []
    for words, permission in ((_("orders"), PLACE), (_("approves"), APPROVE)):
        found = [granted[role.key][permission] for role in held if permission in granted.get(role.key, {})]
        if permission in own:
            found = [own[permission]]
        known = [each for each in found if each is not None]
        limit = max(known) if known and len(known) == len(found) else None
        limits.append((words, bool(found), limit))
    return Member(membership, [str(role) for role in held], limits)


@screen(door="buyer", permission=SEE, methods=["GET", "POST"])
def member(request: Request, actor: Actor, membership_id: UUID) -> HttpResponse:
    """One person: their roles and limits, to be changed by who may."""
    found = find_member(actor, membership_id)
    if found.organisation_id != actor.organisation_id:
        raise NotFound(str(membership_id))
    if request.method == "POST":
        _change(request, actor, found)
        flash.say(request, _("Saved."))
        return HttpResponseRedirect(reverse("buyer:team"))
    shown = _member(found, _granted(actor))
    stored: dict[str, Any] = {"roles": [each.role.key for each in found.held_roles.all()]}
    for (name, _permission), (_words, given, limit) in zip(LIMITS, shown.limits, strict=True):
        stored[name] = plain(limit) if given and limit is not None else ""
    form = Form.of(request, stored)
    context = {
        "shown": shown,
        "person": found.person,
        "form": form,
        "chosen_roles": form.values("roles"),
        "may_order": shown.limits[0][1],
        "may_approve": shown.limits[1][1],
        "roles": _role_choices(actor),
        "may_roles": allows(actor, "organisations.set_membership_roles"),
        "may_limits": allows(actor, "organisations.set_grant"),
        "may_suspend": allows(actor, "organisations.set_membership_status")
        and found.person_id != actor.person_id,
        "trail": [*_trail(), ("", found.person.name)],
    }
    return render(request, "buyer/company/member.html", context)


def _change(request: Request, actor: Actor, found: Any) -> None:
    posted = request.POST
    if status := posted.get("status"):
        set_membership_status(actor, found.id, "suspended" if status == "suspended" else "active")
        return
    if allows(actor, "organisations.set_membership_roles"):
        set_membership_roles(actor, found.id, posted.getlist("roles"))
    if not allows(actor, "organisations.set_grant"):
        return
    faults = Faults()
    wanted = {name: _limit(posted.get(name, ""), name, faults) for name, _permission in LIMITS}
    faults.raise_any()
    shown = _member(find_member(actor, found.id), _granted(actor))
    for (name, permission), (_words, given, limit) in zip(LIMITS, shown.limits, strict=True):
        if given and wanted[name] != limit:
            set_grant(actor, found.id, permission, wanted[name])


def _limit(text: str, name: str, faults: Faults) -> Decimal | None:
    if not text.strip():
        return None
    value = decimal_of(text)
    if value is None or value < 0:
        faults.add(name, "number", _("Give an amount, or leave it empty for no limit."))
    return value


@screen(door="buyer", permission="organisations.add_person", methods=["GET", "POST"])
def new_member(request: Request, actor: Actor) -> HttpResponse:
    """Let somebody in."""
    if request.method == "POST":
        posted = request.POST
        add_person(
            actor,
            actor.organisation_id,  # type: ignore[arg-type]  # who may add people belongs to a company
            posted.get("name", ""),
            phone=posted.get("phone", ""),
            email=posted.get("email", ""),
            roles=posted.getlist("roles"),
        )
        flash.say(
            request, _("%(name)s is in, and is told how to sign in.") % {"name": posted.get("name", "")}
        )
        return HttpResponseRedirect(reverse("buyer:team"))
    form = Form.of(request)
    context = {
        "form": form,
        "chosen_roles": form.values("roles"),
        "roles": _role_choices(actor),
        "trail": [*_trail(), ("", _("Add somebody"))],
    }
    return render(request, "buyer/company/new_member.html", context)


def _role_choices(actor: Actor) -> list[tuple[str, str, str]]:
    return [(role.key, str(role), "") for role in roles(actor, ["buyer"])]


def _trail() -> list[tuple[str, str]]:
    return [(reverse("buyer:account"), _("Account")), (reverse("buyer:team"), _("People"))]

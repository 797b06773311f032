"""The team: who may act for the house, with which roles; adding somebody, changing roles, suspending."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.fields import translated
from dinghuo.organisations.actions.people.add_person import add_person
from dinghuo.organisations.actions.people.set_membership_roles import set_membership_roles
from dinghuo.organisations.actions.people.set_membership_status import set_membership_status
from dinghuo.organisations.queries.own import own_organisation_id
from dinghuo.organisations.queries.people import member as find_member
from dinghuo.organisations.queries.people import members
from dinghuo.organisations.queries.roles import roles
from dinghuo.web.selling.doors import here
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.session import Request


def team(request: Request, actor: Actor) -> HttpResponse:
    """The members, by name."""
    listing = Listing.of(request)
    page = members(actor, own_organisation_id(actor), listing.search, listing.after or None)
    context = {
        "listing": listing,
        "page": page,
        "rows": [(each, _role_names(each)) for each in page.items],
        "form": Form.of(request),
        "roles": _choices(request, actor),
        "may_add": allows(actor, "organisations.add_person"),
    }
    return render(request, "selling/team/list.html", context)


def _role_names(membership: Any) -> str:
    held = membership.held_roles.all()
    return _(", ").join(translated(each.role.name, each.role.names) for each in held)


def _choices(request: Request, actor: Actor) -> list[tuple[str, str, str]]:
    return [(role.key, translated(role.name, role.names), "") for role in roles(actor, [request.door])]


def add_member(request: Request, actor: Actor) -> HttpResponse:
    """Add somebody; they are told how to set their password."""
    typed = request.POST
    added = add_person(
        actor,
        own_organisation_id(actor),
        typed.get("name", ""),
        phone=typed.get("phone", ""),
        email=typed.get("email", ""),
        roles=typed.getlist("roles"),
    )
    flash.say(request, _("%(name)s is in the team, and told how to sign in.") % {"name": added.person.name})
    return HttpResponseRedirect(here(request, "team"))


def member(request: Request, actor: Actor, membership_id: UUID) -> HttpResponse:
    """One member with roles."""
    found = _own(actor, membership_id)
    context = {
        "member": found,
        "form": Form.of(request, {"roles": [each.role.key for each in found.held_roles.all()]}),
        "roles": _choices(request, actor),
        "may_set_roles": allows(actor, "organisations.set_membership_roles"),
        "may_suspend": allows(actor, "organisations.set_membership_status")
        and found.person_id != actor.person_id,
        "trail": [(here(request, "team"), _("Team")), ("", found.person.name)],
    }
    return render(request, "selling/team/member.html", context)


def _own(actor: Actor, membership_id: UUID) -> Any:
    found = find_member(actor, membership_id)
    if found.organisation_id != actor.organisation_id:
        raise NotFound(str(membership_id))
    return found


def set_roles(request: Request, actor: Actor, membership_id: UUID) -> HttpResponse:
    """Give a member exactly these roles."""
    _own(actor, membership_id)
    set_membership_roles(actor, membership_id, request.POST.getlist("roles"))
    flash.say(request, _("The roles are saved and count at once."))
    return HttpResponseRedirect(here(request, "team"))


def set_status(request: Request, actor: Actor, membership_id: UUID) -> HttpResponse:
    """Suspend a member, or let them in again."""
    found = _own(actor, membership_id)
    suspend = request.POST.get("status") == "suspended"
    set_membership_status(actor, membership_id, "suspended" if suspend else "active")
    words = _("%(name)s can’t sign in for this company any more.") if suspend else _("%(name)s is back.")
    flash.say(request, words % {"name": found.person.name})
    return HttpResponseRedirect(here(request, "team"))

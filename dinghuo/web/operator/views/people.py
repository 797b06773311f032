"""People of the market: who they are, in which roles, with which grants and limits."""

from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid, NotFound
from dinghuo.organisations.actions.people.add_person import add_person
from dinghuo.organisations.actions.people.demand_second_factor import demand_second_factor
from dinghuo.organisations.actions.people.reset_second_factor import reset_second_factor
from dinghuo.organisations.actions.people.set_grant import set_grant
from dinghuo.organisations.actions.people.set_membership_roles import set_membership_roles
from dinghuo.organisations.actions.people.set_membership_status import set_membership_status
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.organisations.queries.people import member, members
from dinghuo.organisations.queries.roles import roles
from dinghuo.web.shared import flash
from dinghuo.web.shared.door_words import door_words
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.permission_words import GROUPS, by_group, permission_words
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request

SEE = "organisations.see_people"


@screen(door="operator", permission=SEE)
def people_list(request: Request, actor: Actor) -> HttpResponse:
    """Everybody in the market, or the people of one company."""
    listing = Listing.of(request, filters={"company": []})
    company = find_organisation(actor, listing["company"]) if listing["company"] else None
    page = members(actor, company.id if company else None, listing.search, after=listing.after or None)
    return render(
        request, "operator/people/list.html", {"listing": listing, "page": page, "company": company}
    )


@screen(door="operator", permission="organisations.add_person", methods=["GET", "POST"])
def new(request: Request, actor: Actor) -> HttpResponse:
    """Add somebody to a company; they are invited by text message or e-mail."""
    code = request.POST.get("company", "") or request.GET.get("company", "")
    if request.method == "POST":
        added = add_person(
            actor,
            _company(actor, code),
            name=request.POST.get("name", ""),
            phone=request.POST.get("phone", ""),
            email=request.POST.get("email", ""),
            roles=request.POST.getlist("roles"),
        )
        flash.say(request, _("%(name)s can come in.") % {"name": added.person.name})
        return HttpResponseRedirect(reverse("operator:person", args=[added.id]))
    form = Form.of(request, {"company": code or "HQ"})
    return render(request, "operator/people/new.html", {"form": form, "roles": _role_choices(actor)})


@screen(door="operator", permission=SEE, methods=["GET", "POST"])
def person(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """One member: roles, and grants of their own."""
    shown = member(actor, key)
    if request.method == "POST":
        set_membership_roles(actor, key, request.POST.getlist("roles"))
        flash.say(request, _("The roles are changed; they count from now on."))
        return HttpResponseRedirect(reverse("operator:person", args=[key]))
    held = [each.role.key for each in shown.held_roles.all()]
    context = {
        "member": shown,
        "trail": [(reverse("operator:people"), _("People")), ("", shown.person.name)],
        "form": Form.of(request, {"roles": held}),
        "roles": _role_choices(actor, shown.organisation.parts),
        "grants": [permission_words(own.permission, own.limit) for own in shown.own_grants.all()],
        "permissions": _grantable(actor, shown.organisation.parts),
    }
    return render(request, "operator/people/person.html", context)


@screen(door="operator", permission="organisations.set_grant", methods=["POST"], again=person)
def grant(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Give a permission of their own, with a limit or without, or take it back."""
    given = request.POST.get("given") != "no"
    set_grant(actor, key, request.POST.get("permission", ""), _limit(request), given=given)
    flash.say(request, _("The grant is changed."))
    return HttpResponseRedirect(reverse("operator:person", args=[key]))


@screen(door="operator", permission="organisations.set_membership_status", methods=["POST"], again=person)
def status(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Let somebody in again, or out."""
    wanted = "active" if request.POST.get("status") == "active" else "suspended"
    set_membership_status(actor, key, wanted, request.POST.get("why", ""))
    flash.say(request, _("Done. Open sessions end at once."))
    return HttpResponseRedirect(reverse("operator:person", args=[key]))


@screen(door="operator", permission=SEE)
def roles_list(request: Request, actor: Actor) -> HttpResponse:
    """What each role may do."""
    shown = [
        (role, door_words(role.door), by_group((each.permission, each.limit) for each in role.grants.all()))
        for role in roles(actor)
    ]
    meanings = by_group((key, None) for _label, permissions in GROUPS for key in permissions)
    return render(request, "operator/people/roles.html", {"roles": shown, "meanings": meanings})


@screen(door="operator", permission="organisations.reset_second_factor", methods=["POST"], again=person)
def reset_factor(request: Request, actor: Actor, key: UUID) -> HttpResponse:
    """Let somebody who has lost phone and recovery codes begin anew with the password."""
    reset_second_factor(actor, key, request.POST.get("why", ""))
    flash.say(request, _("The password alone opens it again, until they set up another."))
    return HttpResponseRedirect(reverse("operator:person", args=[key]))


@screen(door="operator", permission="organisations.demand_second_factor", methods=["POST"])
def demand_factor(request: Request, actor: Actor, key: str) -> HttpResponse:
    """Ask the holders of a role for more than a password, or no longer."""
    demanded = request.POST.get("demanded") == "yes"
    role = demand_second_factor(actor, key, demanded)
    words = (
        _("%(role)s: nobody goes on with a password alone.")
        if demanded
        else _("%(role)s: a password is enough.")
    )
    flash.say(request, words % {"role": role})
    return HttpResponseRedirect(reverse("operator:roles"))


def _company(actor: Actor, code: str) -> UUID:
    try:
        return find_organisation(actor, code).id
    except NotFound as unknown:
        raise Invalid([Fault("company", "unknown", _("There is no company with this code."))]) from unknown


def _role_choices(actor: Actor, doors: list[str] | None = None) -> list[tuple[str, str, str]]:
    found = roles(actor, doors or ())
    # Behind one door the door needs no naming.
    several = len({role.door for role in found}) > 1
    return [(role.key, str(role), door_words(role.door) if several else "") for role in found]


def _grantable(actor: Actor, doors: list[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What somebody in such a company may be given: what some role behind its doors carries."""
    carried = by_group((each.permission, None) for role in roles(actor, doors) for each in role.grants.all())
    return [(label, [(each.key, each.name) for each in permissions]) for label, permissions in carried]


def _limit(request: Request) -> Decimal | None:
    text = request.POST.get("limit", "").strip()
    try:
        return Decimal(text) if text else None
    except InvalidOperation as malformed:
        raise Invalid([Fault("limit", "malformed", _("An amount, or nothing for no limit."))]) from malformed

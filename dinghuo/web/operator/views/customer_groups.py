"""Groups of customers: who belongs together, for prices and assortments."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.actions.storefronts.save_customer_group import SAVE, save_customer_group
from dinghuo.organisations.queries.customer_groups import customer_group as find_group
from dinghuo.organisations.queries.customer_groups import customer_groups, members_of
from dinghuo.web.operator.assortment_form import LANGUAGES
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="operator", permission=SAVE)
def groups_list(request: Request, actor: Actor) -> HttpResponse:
    """All groups with how many are in each."""
    return render(request, "operator/customer_groups/list.html", {"rows": customer_groups(actor)})


@screen(door="operator", permission=SAVE, methods=["GET", "POST"])
def edit(request: Request, actor: Actor, key: str = "") -> HttpResponse:
    """A group's name, and who is in it."""
    group = find_group(actor, key) if key else None
    given = request.POST
    if request.method == "POST" and getattr(request, "refused", None) is None:
        names = {code: given.get(f"name_{code}", "").strip() for code, _words in LANGUAGES}
        saved = save_customer_group(
            actor,
            key or given.get("key", ""),
            given.get("name", ""),
            given.get("buyers", "").split(),
            {code: name for code, name in names.items() if name},
        )
        flash.say(request, _("%(name)s is saved.") % {"name": saved})
        return HttpResponseRedirect(reverse("operator:customer_group", args=[saved.key]))
    members = members_of(actor, group) if group else []
    stored = {"buyers": "\n".join(each.code for each in members)}
    if group:
        stored |= {"key": group.key, "name": group.name}
        stored |= {f"name_{code}": text for code, text in group.names.items()}
    context = {
        "group": group,
        "trail": [(reverse("operator:customer_groups"), _("Customer groups")), ("", key or _("New"))],
        "form": Form.of(request, stored),
        "members": members,
        "languages": LANGUAGES,
    }
    return render(request, "operator/customer_groups/edit.html", context)

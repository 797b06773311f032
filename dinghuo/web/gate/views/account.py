"""One's own account: password, language and theme, and the devices that are signed in."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.actions.account.change_password import change_password
from dinghuo.organisations.actions.account.revoke_other_sessions import revoke_other_sessions
from dinghuo.organisations.actions.account.revoke_session import revoke_session
from dinghuo.organisations.queries.people import own_person
from dinghuo.organisations.queries.sessions import sessions
from dinghuo.web.gate.device_words import device_words, opened_words
from dinghuo.web.gate.frame import frame_of
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request, session_id


# Not together: a wrong present password must stay counted although the form comes back.
@screen(methods=["GET", "POST"], together=False)
def account(request: Request, actor: Actor) -> HttpResponse:
    """What is known of oneself, and a new password."""
    if request.method == "POST":
        given = request.POST
        change_password(actor, given.get("current", ""), given.get("password", ""), session_id(request))
        flash.say(request, _("Your password is changed. Your other devices are signed out."))
        return HttpResponseRedirect(reverse("gate:account"))
    page = {"frame": frame_of(request), "person": own_person(actor), "form": Form.of(request)}
    return render(request, "gate/account.html", page)


@screen()
def devices(request: Request, actor: Actor) -> HttpResponse:
    """The devices on which one is signed in."""
    here = session_id(request)
    rows = [
        {
            "session": row,
            "words": device_words(row.user_agent),
            "opened_by": opened_words(row.opened_by),
            "here": row.id == here,
        }
        for row in sessions(actor)
    ]
    return render(request, "gate/devices.html", {"frame": frame_of(request), "devices": rows})


@screen(methods=["POST"])
def end_device(request: Request, actor: Actor, session_id: UUID) -> HttpResponse:
    """Sign one device out."""
    revoke_session(actor, session_id)
    flash.say(request, _("That device is signed out."))
    return HttpResponseRedirect(reverse("gate:devices"))


@screen(methods=["POST"])
def end_others(request: Request, actor: Actor) -> HttpResponse:
    """Sign every other device out."""
    here = session_id(request)
    if here is None:
        raise NotFound("session")
    count = revoke_other_sessions(actor, here)
    words = ngettext(
        "%(count)d other device is signed out.", "%(count)d other devices are signed out.", count
    )
    flash.say(request, words % {"count": count})
    return HttpResponseRedirect(reverse("gate:devices"))

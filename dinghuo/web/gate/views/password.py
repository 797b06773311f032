"""A forgotten password: a code by text message or e-mail, and a new one."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.actions.gate.request_reset_code import request_reset_code
from dinghuo.organisations.actions.gate.reset_password import reset_password
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import gate_screen
from dinghuo.web.shared.session import Request, client_address


@gate_screen("GET", "POST")
def forgot(request: Request, actor: Actor) -> HttpResponse:
    """Ask for a code; then the form for it, whether or not the login is known."""
    if request.method == "POST":
        request_reset_code(actor, request.POST.get("login", ""), client_address(request))
        return render(request, "gate/reset.html", {"form": Form.of(request), "sent": True})
    return render(request, "gate/forgot.html", {"form": Form.of(request)})


@gate_screen("GET", "POST")
def reset(request: Request, actor: Actor) -> HttpResponse:
    """Set a new password with the code."""
    if request.method == "POST":
        given = request.POST
        reset_password(
            actor,
            given.get("login", ""),
            given.get("code", ""),
            given.get("password", ""),
            client_address(request),
        )
        flash.say(request, _("Your new password is set. Sign in with it."))
        return HttpResponseRedirect(reverse("gate:sign_in"))
    return render(request, "gate/reset.html", {"form": Form.of(request)})

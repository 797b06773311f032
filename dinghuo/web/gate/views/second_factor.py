"""What one proves oneself with beside the password: an authenticator app, recovery codes, passkeys."""

import segno
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.actions.gate.enter_code import enter_code
from dinghuo.organisations.actions.second_factor.begin_app import begin_app
from dinghuo.organisations.actions.second_factor.confirm_app import confirm_app
from dinghuo.organisations.actions.second_factor.prove_session import prove_session
from dinghuo.organisations.actions.second_factor.remove_app import remove_app
from dinghuo.organisations.actions.second_factor.renew_recovery_codes import renew_recovery_codes
from dinghuo.organisations.queries.second_factor import second_factors
from dinghuo.web.gate.device_words import device_words
from dinghuo.web.gate.frame import frame_of
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import gate_screen, safe_next, screen
from dinghuo.web.shared.session import Request, client_address, client_device, keep_session, session_id


@gate_screen("POST")
def code(request: Request, actor: Actor) -> HttpResponse:
    """The code that is asked for after the password."""
    token, wanted = request.POST.get("token", ""), safe_next(request, request.POST.get("next", ""))
    if request.refused or "code" not in request.POST:
        context = {"form": Form.of(request), "token": token, "next": wanted}
        return render(request, "gate/code.html", context)
    cookie = enter_code(actor, token, request.POST["code"], client_address(request), client_device(request))
    return keep_session(request, HttpResponseRedirect(wanted or reverse("gate:home")), cookie)


# Not together, here and below: counted tries must stay counted although the form comes back.
@screen(methods=["GET", "POST"], together=False, unproven=True)
def second_factor(request: Request, actor: Actor) -> HttpResponse:
    """What one has, and what one may set up; whoever has shown a password only and must show more does so here."""
    wanted = safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        here = session_id(request)
        if here is None:
            raise NotFound("session")
        prove_session(actor, request.POST.get("code", ""), here)
        return HttpResponseRedirect(wanted or reverse("gate:home"))
    factors = second_factors(actor)
    context = {
        "frame": frame_of(request),
        "unproven": is_unproven(request),
        "factors": factors,
        "picture": _picture(factors.setup.address) if factors.setup else "",
        "suggested": device_words(client_device(request)),
        "form": Form.of(request),
        "next": wanted,
    }
    return render(request, "gate/second_factor.html", context)


@screen(methods=["POST"], together=False, again=second_factor, unproven=True)
def begin(request: Request, actor: Actor) -> HttpResponse:
    """Make the secret that the app is to know."""
    begin_app(actor, request.POST.get("current", ""), session_id(request))
    return HttpResponseRedirect(reverse("gate:second_factor") + "#app")


@screen(methods=["POST"], together=False, again=second_factor, unproven=True)
def confirm(request: Request, actor: Actor) -> HttpResponse:
    """Take the app into use; the recovery codes are shown this once."""
    codes = confirm_app(actor, request.POST.get("code", ""), session_id(request))
    return _codes(request, codes)


@screen(methods=["POST"], together=False, again=second_factor)
def renew(request: Request, actor: Actor) -> HttpResponse:
    """New recovery codes, shown this once."""
    return _codes(request, renew_recovery_codes(actor, request.POST.get("current", ""), session_id(request)))


@screen(methods=["POST"], together=False, again=second_factor)
def remove(request: Request, actor: Actor) -> HttpResponse:
    """Ask for no code any more."""
    remove_app(actor, request.POST.get("current", ""), session_id(request))
    flash.say(request, _("Signing in asks for no code any more."))
    return HttpResponseRedirect(reverse("gate:second_factor"))


def is_unproven(request: Request) -> bool:
    """Whether the session has to prove more before it may do anything."""
    seen = request.visit.signed_in
    return seen is not None and seen.unproven


def _codes(request: Request, codes: list[str]) -> HttpResponse:
    context = {"frame": frame_of(request), "codes": codes}
    response = render(request, "gate/recovery_codes.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _picture(address: str) -> str:
    """The QR code as an address that an image reads."""
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=3, light="#ffffff")

"""Signing in and out."""

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.actions.account.sign_out import sign_out as end_session
from dinghuo.organisations.actions.gate.choose_market import choose_market as enter
from dinghuo.organisations.actions.gate.sign_in import Entrance
from dinghuo.organisations.actions.gate.sign_in import sign_in as try_login
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.screen import gate_screen, home_of, safe_next
from dinghuo.web.shared.session import Request, client_address, client_device, drop_session, keep_session


def home(request: Request) -> HttpResponse:
    """Where somebody's day begins; the sign-in page for those who haven't signed in."""
    return HttpResponseRedirect(home_of(request.actor) if request.actor else reverse("gate:sign_in"))


@gate_screen("GET", "POST")
def sign_in(request: Request, actor: Actor) -> HttpResponse:
    """Login and password; where a login is known in several markets, which of them."""
    wanted = safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        entrance = try_login(
            actor,
            request.POST.get("login", ""),
            request.POST.get("password", ""),
            client_address(request),
            client_device(request),
        )
        if entrance.choices:
            return render(request, "gate/choose_market.html", {"choices": entrance.choices, "next": wanted})
        return _in(request, entrance, wanted)
    if request.actor and not request.refused:
        return HttpResponseRedirect(wanted or home_of(request.actor))
    return render(request, "gate/sign_in.html", {"form": Form.of(request), "next": wanted})


@gate_screen("POST")
def choose_market(request: Request, actor: Actor) -> HttpResponse:
    """Enter the market that was chosen."""
    if request.refused:
        return render(request, "gate/sign_in.html", {"form": Form(), "next": ""})
    entrance = enter(actor, request.POST.get("token", ""), client_address(request), client_device(request))
    return _in(request, entrance, safe_next(request, request.POST.get("next", "")))


def sign_out(request: Request) -> HttpResponse:
    """End this device's session."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    seen = request.visit.signed_in
    if seen:
        end_session(seen.actor, seen.session_id)
    return drop_session(HttpResponseRedirect(reverse("gate:sign_in")))


def _in(request: Request, entrance: Entrance, wanted: str) -> HttpResponse:
    if entrance.proof:
        context = {"form": Form(), "token": entrance.proof, "next": wanted}
        return render(request, "gate/code.html", context)
    # The actor isn't known before the next request, which /home answers by leading to their door.
    return keep_session(request, HttpResponseRedirect(wanted or reverse("gate:home")), entrance.cookie)

"""Passkeys: the browser is told what to ask its device for, and sends the answer as a field of a plain form."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, Refusal
from dinghuo.organisations.actions.gate.begin_passkey_sign_in import begin_passkey_sign_in
from dinghuo.organisations.actions.gate.sign_in_with_passkey import sign_in_with_passkey
from dinghuo.organisations.actions.passkeys.add_passkey import add_passkey
from dinghuo.organisations.actions.passkeys.begin_passkey import Site, begin_passkey
from dinghuo.organisations.actions.passkeys.remove_passkey import remove_passkey
from dinghuo.web.gate.views.second_factor import second_factor
from dinghuo.web.gate.views.sign_in import sign_in as sign_in_page
from dinghuo.web.shared import flash
from dinghuo.web.shared.screen import gate_screen, safe_next, screen
from dinghuo.web.shared.session import Request, client_address, client_device, keep_session, session_id


@gate_screen("POST")
def options(request: Request, actor: Actor) -> HttpResponse:
    """What a device is asked for to sign somebody in."""
    try:
        return JsonResponse(begin_passkey_sign_in(actor, site_of(request), client_address(request)))
    except Refusal as refused:
        return JsonResponse({"message": refused.message}, status=409)


@gate_screen("POST")
def enter(request: Request, actor: Actor) -> HttpResponse:
    """Sign in with what the device has signed."""
    if request.refused:
        return sign_in_page.__wrapped__(request, actor)  # type: ignore[attr-defined]  # the page inside the screen
    wanted = safe_next(request, request.POST.get("next", ""))
    cookie = sign_in_with_passkey(
        actor,
        request.POST.get("answer", ""),
        site_of(request),
        client_address(request),
        client_device(request),
    )
    return keep_session(request, HttpResponseRedirect(wanted or reverse("gate:home")), cookie)


@screen(methods=["POST"], together=False, unproven=True)
def new_options(request: Request, actor: Actor) -> HttpResponse:
    """What a device is asked for to make a passkey, for whoever gives the password."""
    try:
        return JsonResponse(
            begin_passkey(actor, request.POST.get("current", ""), site_of(request), session_id(request))
        )
    except Invalid as wrong:
        return JsonResponse({"message": " ".join(fault.message for fault in wrong.faults)}, status=422)
    except Refusal as refused:
        return JsonResponse({"message": refused.message}, status=409)


@screen(methods=["POST"], again=second_factor, unproven=True)
def add(request: Request, actor: Actor) -> HttpResponse:
    """Keep the passkey that the device has made."""
    given = request.POST
    kept = add_passkey(
        actor, given.get("answer", ""), given.get("name", ""), site_of(request), session_id(request)
    )
    flash.say(request, _("You can sign in with %(name)s from now on.") % {"name": kept.name})
    return HttpResponseRedirect(reverse("gate:second_factor") + "#passkeys")


@screen(methods=["POST"], again=second_factor)
def remove(request: Request, actor: Actor, passkey_id: UUID) -> HttpResponse:
    """Let a passkey open nothing any more."""
    remove_passkey(actor, passkey_id, session_id(request))
    flash.say(request, _("That passkey opens nothing any more."))
    return HttpResponseRedirect(reverse("gate:second_factor") + "#passkeys")


def site_of(request: Request) -> Site:
    """Where the browser is, as it writes it itself."""
    host = request.get_host()
    return Site(host.rpartition(":")[0] if ":" in host else host, f"{request.scheme}://{host}")

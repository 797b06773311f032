"""Contracts with customers: all of them, one with its prices and paper, and what becomes of it."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.organisations.queries.today import today
from dinghuo.pricing.actions.contracts.end_contract import end_contract
from dinghuo.pricing.actions.contracts.extend_contract import extend_contract
from dinghuo.pricing.actions.contracts.save_contract import save_contract
from dinghuo.pricing.actions.contracts.sign_contract import sign_contract
from dinghuo.pricing.permissions import SAVE_CONTRACT, SIGN_CONTRACT
from dinghuo.pricing.queries.contracts.contracts import contract, contract_lists, contract_paper, contracts
from dinghuo.web.selling.contract_form import read_contract, stored_contract
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_day
from dinghuo.web.selling.views.price_lists import seller_named
from dinghuo.web.shared import flash
from dinghuo.web.shared.contract_page import contract_page
from dinghuo.web.shared.contract_words import contract_state, states
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pdf import private_answer
from dinghuo.web.shared.session import Request


def contracts_list(request: Request, actor: Actor) -> HttpResponse:
    """All of them, newest first."""
    words, day = states(), today(actor)
    listing = Listing.of(request, filters={"state": list(words)})
    side = "" if actor.scope == "market" else "seller"
    page = contracts(actor, side, listing["state"], listing.search, listing.after or None)
    context = {
        "listing": listing,
        "page": page,
        "rows": [(each, contract_state(each, day)) for each in page.items],
        "chips": [
            (key or None, told, key == listing["state"]) for key, told in ({"": _("All")} | words).items()
        ],
        "sees_all": actor.scope == "market",
        "may_save": allows(actor, SAVE_CONTRACT),
    }
    return render(request, "selling/contracts/list.html", context)


def new_contract(request: Request, actor: Actor) -> HttpResponse:
    """Write one."""
    if request.method == "POST":
        made = save_contract(actor, read_contract(request, "", seller_named(actor, request)))
        flash.say(request, _("The contract is written. It counts once it is signed."))
        return HttpResponseRedirect(here(request, "contract", made.number))
    return _form(request, actor, None)


def edit_contract(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Change a draft."""
    found = contract(actor, number)
    if request.method == "POST":
        save_contract(actor, read_contract(request, number, found.seller_id))
        flash.say(request, _("The contract is saved."))
        return HttpResponseRedirect(here(request, "contract", number))
    return _form(request, actor, found)


def _form(request: Request, actor: Actor, found: Any) -> HttpResponse:
    trail = [(here(request, "contracts"), _("Contracts"))]
    if found is not None:
        trail.append((here(request, "contract", found.number), found.number))
    context = {
        "contract": found,
        "choices": [
            (each.key, f"{each.buyer.name if each.buyer else ''} · {each.name} ({each.key})")
            for each in contract_lists(actor)
        ],
        "sees_all": actor.scope == "market",
        "form": Form.of(request, stored_contract(found)),
        "trail": [*trail, ("", _("Change") if found else _("A new contract"))],
    }
    return render(request, "selling/contracts/form.html", context)


def show_contract(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One contract."""
    page = contract_page(request, actor, number)
    found = page["contract"]
    signs = allows(actor, SIGN_CONTRACT)
    context = page | {
        "may_save": found.state == "draft" and allows(actor, SAVE_CONTRACT),
        "may_sign": found.state == "draft" and signs,
        "may_end": found.state in ("draft", "signed") and signs,
        "may_extend": found.state == "signed"
        and found.ends_on is not None
        and page["extended_by"] is None
        and allows(actor, SAVE_CONTRACT),
        "form": Form.of(request),
        "trail": [(here(request, "contracts"), _("Contracts")), ("", number)],
    }
    return render(request, "selling/contracts/contract.html", context)


def sign(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Both have signed."""
    sign_contract(actor, number)
    flash.say(request, _("The contract counts on its days."))
    return HttpResponseRedirect(here(request, "contract", number))


def end(request: Request, actor: Actor, number: str) -> HttpResponse:
    """It counts no more."""
    end_contract(actor, number, request.POST.get("reason", ""))
    flash.say(request, _("The contract doesn’t count any more. Orders already placed keep their prices."))
    return HttpResponseRedirect(here(request, "contract", number))


def extend(request: Request, actor: Actor, number: str) -> HttpResponse:
    """Write the one that follows."""
    faults = Faults()
    last = read_day(request.POST, "ends_on", faults)
    faults.raise_any()
    made = extend_contract(actor, number, last)
    flash.say(request, _("The extension is written. Add its signed paper, then sign it."))
    return HttpResponseRedirect(here(request, "contract", made.number))


def paper(request: Request, actor: Actor, number: str) -> HttpResponse:
    """The signed paper."""
    return private_answer(*contract_paper(actor, number))

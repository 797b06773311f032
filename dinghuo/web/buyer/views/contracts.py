"""The contracts of a company with its sellers, their prices and their papers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.organisations.queries.today import today
from dinghuo.pricing.permissions import SEE_CONTRACTS
from dinghuo.pricing.queries.contracts.contracts import contract, contract_paper
from dinghuo.pricing.queries.contracts.contracts import contracts as all_contracts
from dinghuo.web.shared.contract_page import contract_page
from dinghuo.web.shared.contract_words import contract_state
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pdf import private_answer
from dinghuo.web.shared.screen import screen
from dinghuo.web.shared.session import Request


@screen(door="buyer", permission=SEE_CONTRACTS)
def contracts(request: Request, actor: Actor) -> HttpResponse:
    """All that were signed, newest first."""
    if actor.organisation_id is None:
        raise NotFound("contracts")
    page, day = all_contracts(actor, "buyer", after=Listing.of(request).after or None), today(actor)
    context = {
        "page": page,
        "rows": [(each, contract_state(each, day)) for each in page.items],
        "trail": [(reverse("buyer:account"), _("Account")), ("", _("Contracts"))],
    }
    return render(request, "buyer/contracts/list.html", context)


@screen(door="buyer", permission=SEE_CONTRACTS)
def show_contract(request: Request, actor: Actor, number: str) -> HttpResponse:
    """One of them."""
    _bought(actor, number)
    trail = [
        (reverse("buyer:account"), _("Account")),
        (reverse("buyer:contracts"), _("Contracts")),
        ("", number),
    ]
    return render(
        request, "buyer/contracts/contract.html", contract_page(request, actor, number) | {"trail": trail}
    )


@screen(door="buyer", permission=SEE_CONTRACTS)
def paper(request: Request, actor: Actor, number: str) -> HttpResponse:
    """The signed paper."""
    _bought(actor, number)
    return private_answer(*contract_paper(actor, number))


def _bought(actor: Actor, number: str) -> None:
    """What the house sells by is behind its other door."""
    if contract(actor, number).buyer_id != actor.organisation_id:
        raise NotFound(number)

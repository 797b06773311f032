"""What a contract's page holds at every door."""

from typing import Any

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.queries.today import today
from dinghuo.pricing.queries.contracts.contract_prices import contract_prices, contract_rules
from dinghuo.pricing.queries.contracts.contracts import contract
from dinghuo.web.shared.contract_words import contract_rule_words, contract_state
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.session import Request


def contract_page(request: Request, actor: Actor, number: str) -> dict[str, Any]:
    """The contract, where it is, and a page of its prices. Raises NotFound."""
    found = contract(actor, number)
    listing = Listing.of(request)
    return {
        "contract": found,
        "state": contract_state(found, today(actor)),
        "lists": [each.list for each in found.named.all()],
        "extended_by": next(iter(found.extensions.all()), None),
        "prices": contract_prices(actor, found, listing.after or None),
        "rules": [(each, contract_rule_words(each)) for each in contract_rules(actor, found)],
    }

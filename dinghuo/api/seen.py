"""Whether a document is there for an organisation at all, whatever the person behind the key may do with it."""

from dataclasses import replace
from uuid import UUID

from dinghuo.billing.queries import payments as payments_query
from dinghuo.catalogue.permissions import SUBMIT_PRODUCT, SUBMIT_QUALIFICATION
from dinghuo.catalogue.queries.own_description import own_description
from dinghuo.catalogue.queries.qualifications.papers import paper
from dinghuo.catalogue.queries.quantity_terms import own_terms
from dinghuo.catalogue.queries.tax_rates import kept_rates
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound
from dinghuo.fulfilment.queries import pickings as pickings_query
from dinghuo.fulfilment.queries import shipments as shipments_query
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.queries.imports.sheet_imports import sheet_import
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.consignments import consignment
from dinghuo.inventory.queries.incoming_supplies import incoming_supply
from dinghuo.inventory.queries.stock_documents import stock_document
from dinghuo.ordering.permissions import VIEW
from dinghuo.ordering.queries import changes as changes_query
from dinghuo.ordering.queries import order as order_query
from dinghuo.ordering.queries.freight_terms import own_freight
from dinghuo.organisations.queries.organisations import find_organisation
from dinghuo.organisations.queries.own_minimums import own_minimums
from dinghuo.pricing.permissions import SEE_CONTRACTS, SEE_MANUAL, SEE_PRICE_LISTS, SEE_TAXES
from dinghuo.pricing.queries.contracts.contracts import contract
from dinghuo.pricing.queries.drafts import drafts as drafts_query
from dinghuo.pricing.queries.manual.manual_prices import manual_price
from dinghuo.pricing.queries.price_lists import visible_lists
from dinghuo.pricing.queries.taxes.exemptions import exemption
from dinghuo.procurement.permissions import SEE as SEE_REPLENISHMENT
from dinghuo.procurement.queries.proposals import proposal
from dinghuo.promotions.permissions import SEE_PROMOTIONS
from dinghuo.promotions.queries.promotions import promotion

#: An id that nobody has: for a code that nobody has.
NOBODY = UUID(int=0)


def the_order(actor: Actor, number: str) -> None:
    """Raise NotFound unless the actor's organisation takes part in this order."""
    order_query.order(_looking(actor, VIEW), number)


def the_change(actor: Actor, change_id: UUID) -> None:
    """Raise NotFound unless the actor's organisation takes part in the order of this change."""
    changes_query.change(_looking(actor, VIEW), change_id)


def the_shipment(actor: Actor, number: str) -> None:
    """Raise NotFound unless the shipment comes from or goes to the actor's organisation."""
    shipments_query.shipment(_looking(actor, shipments_query.PERMISSION), number)


def the_picking(actor: Actor, number: str) -> None:
    """Raise NotFound unless the actor's organisation ships the picked order."""
    pickings_query.picking(_looking(actor, shipments_query.PERMISSION), number)


def the_payment(actor: Actor, number: str) -> None:
    """Raise NotFound unless the actor's organisation pays or is paid."""
    payments_query.payment(_looking(actor, payments_query.PERMISSION), number)


def the_paper(actor: Actor, paper_id: UUID) -> None:
    """Raise NotFound unless the paper is of the actor's organisation, or the actor sees the whole market."""
    paper(_looking(actor, SUBMIT_QUALIFICATION), paper_id)


def the_description(actor: Actor, code: str) -> None:
    """Raise NotFound unless the product is offered by the actor's organisation."""
    own_description(_looking(actor, SUBMIT_PRODUCT), code)


def the_stock_document(actor: Actor, number: str) -> None:
    """Raise NotFound unless the document is about the stock of the actor's organisation."""
    stock_document(_looking(actor, SEE_STOCK), number)


def the_consignment(actor: Actor, number: str) -> None:
    """Raise NotFound unless the actor's organisation keeps the goods of the agreement, or owns them."""
    consignment(_looking(actor, SEE_STOCK), number)


def the_supply(actor: Actor, word: UUID) -> None:
    """Raise NotFound unless the goods on their way are the actor's organisation's."""
    incoming_supply(_looking(actor, SEE_STOCK), word)


def the_proposal(actor: Actor, number: str) -> None:
    """Raise NotFound unless the proposal is for the actor's organisation."""
    proposal(_looking(actor, SEE_REPLENISHMENT), number)


def the_import(actor: Actor, number: str) -> None:
    """Raise NotFound unless the actor's organisation has brought this sheet."""
    sheet_import(replace(actor, grants=dict.fromkeys(OF_KIND.values())), number)


def the_price_list(actor: Actor, word: str) -> None:
    """Raise NotFound unless the actor's organisation keeps the price list of this key or id."""
    key_of_list(actor, word)


def the_order_minimum(actor: Actor, minimum_id: UUID) -> None:
    """Raise NotFound unless the actor's organisation has made this agreement."""
    if not own_minimums(actor).filter(id=minimum_id).exists():
        raise NotFound(str(minimum_id))


def the_freight_term(actor: Actor, term_id: UUID) -> None:
    """Raise NotFound unless the actor's organisation says what this freight costs."""
    if not own_freight(actor).filter(id=term_id).exists():
        raise NotFound(str(term_id))


def the_quantity_term(actor: Actor, term_id: UUID) -> None:
    """Raise NotFound unless the actor's organisation asks for these quantities."""
    if not own_terms(actor).filter(id=term_id).exists():
        raise NotFound(str(term_id))


def the_tax_rate(actor: Actor, rate_id: UUID) -> None:
    """Raise NotFound unless the actor keeps the rates of the market, and this is one of them."""
    if actor.scope != "market" or not kept_rates(actor).filter(id=rate_id).exists():
        raise NotFound(str(rate_id))


def the_exemption(actor: Actor, exemption_id: UUID) -> None:
    """Raise NotFound unless the actor's organisation grants this exemption from tax, or has it."""
    exemption(_looking(actor, SEE_TAXES), exemption_id)


def the_contract(actor: Actor, number: str) -> None:
    """Raise NotFound unless the actor's organisation has this contract as its seller, or as its buyer."""
    contract(_looking(actor, SEE_CONTRACTS), number)


def the_manual_price(actor: Actor, number: str) -> None:
    """Raise NotFound unless the price was given for goods of the actor's organisation."""
    manual_price(_looking(actor, SEE_MANUAL), number)


def the_price_changes(actor: Actor, number: str) -> None:
    """Raise NotFound unless the actor's organisation keeps the list that these changes are of."""
    drafts_query.draft(_looking(actor, SEE_PRICE_LISTS), number)


def seller_id(actor: Actor, code: str | None) -> UUID | None:
    """The seller that who sees the whole market names, None for the own house. NOBODY where there is no such seller, so
    that the action tells it with whatever else is wrong."""
    if not code or actor.scope != "market":
        return None
    try:
        return find_organisation(actor, code).id
    except NotFound:
        return NOBODY


def key_of_list(actor: Actor, word: str) -> str:
    """The key of a price list that is named by its key or its id. Raises NotFound."""
    rows = visible_lists(actor)
    found = rows.filter(key=word).first() or (rows.filter(id=word).first() if _is_id(word) else None)
    if found is None:
        raise NotFound(word)
    return found.key


def named_list(actor: Actor, word: str) -> str:
    """The key of a list that a body names by key or id, or the word itself, of which the action says what is wrong."""
    try:
        return key_of_list(actor, word) if word else ""
    except NotFound:
        return word


def the_promotion(actor: Actor, word: str) -> None:
    """Raise NotFound unless the promotion is kept by the actor's organisation."""
    promotion(_looking(actor, SEE_PROMOTIONS), word)


def _is_id(word: str) -> bool:
    try:
        return len(word) == 36 and bool(UUID(word))
    except ValueError:
        return False


def _looking(actor: Actor, permission: str) -> Actor:
    return replace(actor, grants={permission: None})

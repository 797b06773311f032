"""What an address may name, by the word before it: somebody's own, of others in the market, of another market."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, Value
from django.db.models.functions import Replace

from dinghuo.billing.models import Invoice, Payment
from dinghuo.catalogue.models import (
    Assortment,
    Category,
    OfferProposal,
    Product,
    ProductDocument,
    Qualification,
    QuantityTerm,
    Synonym,
    TaxRate,
    Variant,
)
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.models import Picking, Shipment
from dinghuo.integration.models import ApiKey, Import
from dinghuo.inventory.models import Consignment, IncomingSupply, Stock, StockDocument
from dinghuo.ordering.models import FreightTerm, Order, OrderChange
from dinghuo.organisations.models import (
    Address,
    Customer,
    CustomerGroup,
    Membership,
    Notification,
    OrderMinimum,
    Organisation,
    Registration,
    Session,
    Storefront,
)
from dinghuo.pricing.models import (
    Contract,
    ManualPrice,
    PriceDraft,
    PriceList,
    PriceRule,
    TaxExemption,
)
from dinghuo.procurement.models import Proposal
from dinghuo.promotions.models import Promotion
from proofs.shared.routes import MISSING_ID
from proofs.shared.visitors import Visitor

#: Names that no document has.
MALFORMED = ("1'%20OR%201=1--", "%F0%9F%92%A5", "x" * 300)

Mine = Callable[[Actor], Q]


def _nobody(actor: Actor) -> Q:
    return Q(pk=None)


def _everybody(actor: Actor) -> Q:
    return ~Q(pk=None)


def _operator_s(actor: Actor) -> Q:
    return _everybody(actor) if actor.scope == "market" else _nobody(actor)


def _party(actor: Actor) -> Q:
    """A buyer's door shows what it buys, a seller's what it sells."""
    if actor.scope == "market":
        return _everybody(actor)
    return Q(buyer_id=actor.organisation_id) | Q(seller_id=actor.organisation_id)


def _of(*columns: str) -> Mine:
    def mine(actor: Actor) -> Q:
        if actor.scope == "market":
            return _everybody(actor)
        return reduce(or_, (Q(**{column: actor.organisation_id}) for column in columns))

    return mine


def _not_oneself(actor: Actor) -> Q:
    """An empty form takes every role away, and a visitor without roles proves nothing."""
    return ~Q(person_id=actor.person_id)


@dataclass(frozen=True)
class Kind:
    """What a name of this kind stands for: the rows, the column of the name, and which of them are somebody's."""

    model: type[Model]
    column: str
    mine: Mine
    where: Mapping[str, Any] = field(default_factory=dict)

    def pick(self, market_id: UUID, condition: Q) -> str | None:
        """The name of the newest row that fits."""
        rows = self.model._default_manager.filter(condition, market_id=market_id, **self.where)
        found = rows.order_by("-id").values_list(self.column, flat=True).first()
        return None if found is None else str(found)


#: By the word before the name in the address. Articles are everybody's to see; a seller's book of them isn't.
#: Prices given by hand aren't worked on as a list.
WORKED_ON = {"kind__in": ["base", "level", "customer", "group", "contract", "channel", "cost"]}
KINDS: Mapping[str, Kind] = {
    "orders": Kind(Order, "number", _party),
    "shipments": Kind(Shipment, "number", _party),
    "pickings": Kind(Picking, "number", _of("seller_id", "keeper_id")),
    "picking": Kind(Picking, "number", _of("seller_id", "keeper_id")),
    "invoices": Kind(Invoice, "number", _party),
    "payments": Kind(Payment, "number", _party),
    "changes": Kind(OrderChange, "id", _party),
    "goods": Kind(Variant, "sku", _everybody, {"product__state": "published"}),
    "products": Kind(Variant, "sku", _everybody, {"product__state": "published"}),
    "stock": Kind(Stock, "variant__sku", _of("owner_id")),
    "stock-documents": Kind(StockDocument, "number", _of("owner_id", "keeper_id")),
    "consignments": Kind(Consignment, "number", _of("owner_id", "keeper_id")),
    "supplies": Kind(IncomingSupply, "id", _of("owner_id")),
    "incoming": Kind(IncomingSupply, "id", _of("owner_id")),
    "replenishment-proposals": Kind(Proposal, "number", _of("owner_id")),
    "proposals": Kind(Proposal, "number", _of("owner_id")),
    "prices": Kind(PriceList, "key", _of("seller_id"), WORKED_ON),
    "price-lists": Kind(PriceList, "key", _of("seller_id"), WORKED_ON),
    "price-changes": Kind(PriceDraft, "number", _of("list__seller_id")),
    "quantity-terms": Kind(QuantityTerm, "id", _of("seller_id")),
    "tax-rates": Kind(TaxRate, "id", _operator_s),
    "manual-prices": Kind(ManualPrice, "number", _of("seller_id")),
    "contracts": Kind(Contract, "number", _party),
    "tax-exemptions": Kind(TaxExemption, "id", _party),
    "exemptions": Kind(TaxExemption, "id", _party),
    "rules": Kind(PriceRule, "id", _of("list__seller_id")),
    "promotions": Kind(Promotion, "key", _of("owner_id")),
    "freight-terms": Kind(FreightTerm, "id", _of("seller_id")),
    "freight": Kind(FreightTerm, "id", _of("seller_id")),
    "order-minimums": Kind(OrderMinimum, "id", _of("seller_id")),
    "small-orders": Kind(OrderMinimum, "id", _of("seller_id")),
    "categories": Kind(Category, "key", _everybody),
    "assortments": Kind(Assortment, "key", _everybody),
    "synonyms": Kind(Synonym, "id", _everybody),
    "qualifications": Kind(Qualification, "id", _of("owner_id")),
    "documents": Kind(ProductDocument, "id", _everybody),
    "offers": Kind(OfferProposal, "id", _of("seller_id"), {"state": "waiting"}),
    "product-links": Kind(Product, "code", _of("variants__offers__seller_id"), {"state": "published"}),
    "product-documents": Kind(ProductDocument, "id", _of("product__variants__offers__seller_id")),
    "product-looks": Kind(Product, "code", _of("variants__offers__seller_id"), {"state": "published"}),
    "customer-groups": Kind(CustomerGroup, "key", _everybody),
    "organisations": Kind(Organisation, "code", _of("id")),
    "customers": Kind(
        Customer,
        "buyer__code",
        lambda actor: (
            _everybody(actor) if actor.scope == "market" else Q(storefront__owner_id=actor.organisation_id)
        ),
    ),
    "registrations": Kind(Registration, "id", _of("id")),
    "people": Kind(Membership, "id", lambda actor: _of("organisation_id")(actor) & _not_oneself(actor)),
    "team": Kind(
        Membership, "id", lambda actor: Q(organisation_id=actor.organisation_id) & _not_oneself(actor)
    ),
    "storefronts": Kind(Storefront, "key", _of("owner_id")),
    "api-keys": Kind(ApiKey, "id", _of("organisation_id"), {"revoked_at": None}),
    "imports": Kind(Import, "number", lambda actor: Q(organisation_id=actor.organisation_id)),
    "addresses": Kind(Address, "id", lambda actor: Q(organisation_id=actor.organisation_id)),
    "devices": Kind(Session, "id", lambda actor: Q(person_id=actor.person_id), {"revoked_at": None}),
    "notifications": Kind(
        Notification, "id", lambda actor: Q(person_id=actor.person_id, organisation_id=actor.organisation_id)
    ),
}
#: Which names a place understands that are no documents.
WORDS = {"kind": "purchase-order", "name": "orders", "position": "1", "line": "1", "period": "2026-10"}


def renumber(system: Actor) -> None:
    """Give a market's documents numbers of their own: each market counts for itself, so most are in every market."""
    with acting(system):
        for model in (Order, Shipment, Invoice, Payment, StockDocument, PriceDraft, Proposal, Picking):
            rows = model._default_manager.filter(market_id=system.market_id)
            rows.update(number=Replace("number", Value("-00"), Value("-88")))


def own(visitor: Visitor, of: str) -> str | None:
    """The name of something that is the visitor's, or None where there is nothing."""
    if visitor.actor is None:
        return None
    kind = KINDS[of]
    with acting(Actor.system(visitor.actor.market_id)):
        return kind.pick(visitor.actor.market_id, kind.mine(visitor.actor))


def foreign(visitor: Visitor, of: str) -> str | None:
    """The name of something that is others' in the same market; None where the visitor may see all of a kind."""
    if visitor.actor is None:
        return None
    kind = KINDS[of]
    with acting(Actor.system(visitor.actor.market_id)):
        return kind.pick(visitor.actor.market_id, ~kind.mine(visitor.actor))


def elsewhere(visitor: Visitor, other: Actor, of: str) -> str | None:
    """The name of something in another market, by its system's actor; None if the visitor's own has one of that name,
    for then it is that."""
    with acting(other):
        found = KINDS[of].pick(other.market_id, Q())
    if found is None or visitor.actor is None:
        return found
    with acting(Actor.system(visitor.actor.market_id)):
        here = KINDS[of].pick(visitor.actor.market_id, Q(**{KINDS[of].column: found}))
    return found if here is None else None


def missing(of: str) -> str:
    """A name of the right shape that nothing has."""
    column = KINDS[of].column
    return MISSING_ID if column == "id" else "SO-2026-999999"

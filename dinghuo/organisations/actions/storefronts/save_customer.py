"""Says in which storefront a buyer orders, who looks after it, and when it pays."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import CustomerSaved
from dinghuo.organisations.models import Customer, Organisation, Person, Storefront
from dinghuo.organisations.states import MembershipStatus, Part, ShownTax

LONGEST_TERM_DAYS = 365


def save_customer(
    actor: Actor,
    buyer_id: UUID,
    storefront_id: UUID,
    representative_id: UUID | None = None,
    payment_term_days: int = 0,
    shown_tax: str | None = None,
) -> Customer:
    """Make a buyer the customer of a storefront, or change the terms on which it is. A branch does so in its own.

    The representative is a person of the house that runs the storefront, or of the operator. `shown_tax`: how it is
    shown prices, empty as the storefront shows them; None leaves it. Raises NotFound and Invalid.
    """
    require(actor, "organisations.save_customer")
    with acting(actor):
        buyers = Organisation.objects.filter(market_id=actor.market_id, parts__contains=[Part.BUYER])
        shops = Storefront.objects.filter(market_id=actor.market_id)
        if actor.scope != "market":
            shops = shops.filter(owner_id=actor.organisation_id)
            # A branch may change its own customers; whom else the market has is not its to know.
            buyers = buyers.filter(customerships__storefront__owner_id=actor.organisation_id).distinct()
        buyer, shop = buyers.filter(id=buyer_id).first(), shops.filter(id=storefront_id).first()
        if buyer is None or shop is None:
            raise NotFound("customer")
        faults = Faults()
        if not 0 <= payment_term_days <= LONGEST_TERM_DAYS:
            faults.add(
                "payment_term_days",
                "range",
                _("Between 0 and %(most)d days.") % {"most": LONGEST_TERM_DAYS},
            )
        if shown_tax is not None and shown_tax not in list(ShownTax):
            faults.add("shown_tax", "unknown", _("Choose one."))
        if representative_id is not None and not _of_the_house(shop, representative_id):
            faults.add("representative", "unknown", _("Choose a person of the house."))
        faults.raise_any()
        customer, _made = Customer.objects.update_or_create(
            market_id=actor.market_id,
            buyer=buyer,
            storefront=shop,
            defaults={"representative_id": representative_id, "payment_term_days": payment_term_days}
            | ({} if shown_tax is None else {"shown_tax": shown_tax}),
        )
        record(
            actor,
            CustomerSaved(
                customer.id,
                buyer.code,
                [buyer.id, shop.owner_id],
                {"storefront": shop.key, "payment_term_days": payment_term_days},
            ),
        )
    return customer


def _of_the_house(shop: Storefront, person_id: UUID) -> bool:
    people = Person.objects.filter(
        market_id=shop.market_id, id=person_id, memberships__status=MembershipStatus.ACTIVE
    )
    of_owner = people.filter(memberships__organisation_id=shop.owner_id)
    of_operator = people.filter(memberships__organisation__parts__contains=[Part.OPERATOR])
    return of_owner.exists() or of_operator.exists()

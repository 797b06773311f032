"""Takes buyers in by the thousand, or changes them: what is known of them, their storefront, term and address."""

from collections.abc import Sequence
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import CustomersLoaded
from dinghuo.organisations.models import Customer, Organisation, Storefront
from dinghuo.organisations.rules.customer_rows import CustomerRow
from dinghuo.organisations.states import OrganisationStatus, Part
from dinghuo.organisations.steps.write_default_addresses import write_default_addresses

PERMISSION = "organisations.save_customer"
FACTS = ("name", "contact", "phone", "email", "tax_number")


def load_customers(actor: Actor, rows: Sequence[CustomerRow]) -> dict[str, UUID]:
    """Save the customers, all of them or none; returns the buyers' ids by code. The statements are constant.

    Their texts have been read (steps/read_contact.py). Who sees the whole market takes companies in and changes what is
    known of them; a branch changes the terms of its own customers. Raises NotAllowed, NotFound.
    """
    require(actor, PERMISSION)
    with acting(actor):
        there = _there(actor, rows)
        if actor.scope != "market" and any(row.facts or row.street for row in rows):
            raise NotAllowed("organisations.save_organisation")
        _change(actor, rows, there)
        there |= _take_in(actor, [row for row in rows if row.code not in there])
        _write_terms(actor, rows, there)
        write_default_addresses(actor, {there[row.code].id: row for row in rows if row.street})
        ids = {row.code: there[row.code].id for row in rows}
        if rows:
            record(actor, CustomersLoaded(actor.market_id, data={"customers": len(ids)}))
        return ids


def _there(actor: Actor, rows: Sequence[CustomerRow]) -> dict[str, Organisation]:
    """The buyers that are there, locked in one order; all storefronts are the actor's."""
    shops = Storefront.objects.filter(market_id=actor.market_id)
    buyers = Organisation.objects.filter(
        market_id=actor.market_id, code__in={row.code for row in rows}, parts__contains=[Part.BUYER]
    )
    if actor.scope != "market":
        shops = shops.filter(owner_id=actor.organisation_id)
        mine = Customer.objects.filter(market_id=actor.market_id, storefront__owner_id=actor.organisation_id)
        buyers = buyers.filter(id__in=mine.values("buyer_id"))
    if {row.storefront_id for row in rows} - set(shops.values_list("id", flat=True)):
        raise NotFound("storefront")
    return {each.code: each for each in buyers.select_for_update().order_by("id")}


def _change(actor: Actor, rows: Sequence[CustomerRow], there: dict[str, Organisation]) -> None:
    changed = []
    for row in rows:
        if row.facts and row.code in there:
            for column, text in row.facts.items():
                setattr(there[row.code], column, text)
            changed.append(there[row.code])
    if changed:
        require(actor, "organisations.save_organisation")
        Organisation.objects.bulk_update(changed, FACTS, batch_size=1000)


def _take_in(actor: Actor, rows: Sequence[CustomerRow]) -> dict[str, Organisation]:
    if not rows:
        return {}
    require(actor, "organisations.create_organisation")
    if actor.scope != "market":
        raise NotFound(rows[0].code)
    made = {
        row.code: Organisation(
            market_id=actor.market_id,
            code=row.code,
            parts=[Part.BUYER.value],
            status=OrganisationStatus.ACTIVE.value,
            **row.facts,
        )
        for row in rows
    }
    Organisation.objects.bulk_create(made.values(), batch_size=1000)
    return made


def _write_terms(actor: Actor, rows: Sequence[CustomerRow], there: dict[str, Organisation]) -> None:
    terms = {
        (row.code, row.storefront_id): Customer(
            market_id=actor.market_id,
            buyer=there[row.code],
            storefront_id=row.storefront_id,
            payment_term_days=row.payment_term_days,
        )
        for row in rows
    }
    Customer.objects.bulk_create(
        terms.values(),
        update_conflicts=True,
        unique_fields=["market_id", "buyer", "storefront"],
        update_fields=["payment_term_days"],
        batch_size=1000,
    )

"""Lets a company join the market."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import OrganisationCreated
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.queries.organisations import market
from dinghuo.organisations.queries.reach import managed_organisation
from dinghuo.organisations.states import OrganisationStatus, Part
from dinghuo.organisations.steps.make_organisation import make_organisation
from dinghuo.organisations.steps.read_address import read_registered
from dinghuo.organisations.steps.read_contact import read_email, read_phone, read_text


def create_organisation(
    actor: Actor,
    name: str,
    parts: Sequence[str],
    code: str = "",
    names: Mapping[str, str] | None = None,
    parent_id: UUID | None = None,
    status: str = OrganisationStatus.ACTIVE,
    tax_number: str = "",
    contact: str = "",
    phone: str = "",
    email: str = "",
    note: str = "",
    region_code: str = "",
) -> Organisation:
    """Make an organisation; without a code one is drawn. Raises KeyTaken, and NotFound for a foreign parent.

    Whoever doesn't see the whole market may only add below its own organisation, with no parts that it hasn't.
    """
    require(actor, "organisations.create_organisation")
    with acting(actor):
        faults = Faults()
        country = market(actor.market_id).country
        details = {
            "tax_number": read_text(faults, "tax_number", tax_number, 32, required=False),
            "contact": read_text(faults, "contact", contact, 100, required=False),
            "phone": read_phone(faults, phone, country, required=False),
            "email": read_email(faults, email),
            "note": read_text(faults, "note", note, 4000, required=False),
            "region_code": read_registered(faults, region_code),
        }
        name = read_text(faults, "name", name, 200)
        code = read_text(faults, "code", code, 32, required=False)
        if not parts or not set(parts) <= set(Part):
            faults.add("parts", "unknown", _("Choose at least one part."))
        faults.raise_any()
        if actor.scope != "market":
            parent_id = parent_id or actor.organisation_id
            if not set(parts) <= actor.parts:
                raise NotAllowed("organisations.create_organisation")
        if parent_id is not None:
            managed_organisation(actor, parent_id)
        made = make_organisation(actor.market_id, name, parts, code, names, parent_id, status, **details)
        record(actor, OrganisationCreated(made.id, made.code, [made.id], {"parts": made.parts}))
    return made

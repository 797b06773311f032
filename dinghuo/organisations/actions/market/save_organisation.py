"""Changes what is known of a company."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.errors import TreeLoop
from dinghuo.organisations.events import OrganisationSaved
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.queries.organisations import market
from dinghuo.organisations.queries.reach import managed_organisation
from dinghuo.organisations.rules.trees import would_loop
from dinghuo.organisations.states import Part
from dinghuo.organisations.steps.read_address import read_registered
from dinghuo.organisations.steps.read_contact import read_email, read_phone, read_text


def save_organisation(
    actor: Actor,
    organisation_id: UUID,
    name: str,
    names: Mapping[str, str] | None = None,
    tax_number: str = "",
    contact: str = "",
    phone: str = "",
    email: str = "",
    note: str | None = None,
    parts: Sequence[str] | None = None,
    parent_id: UUID | None = None,
    region_code: str | None = None,
) -> Organisation:
    """Write the details of an organisation one manages. Raises NotFound, TreeLoop, and Invalid with every fault.

    Parts, parent, region and the operator's note change only when given, and only by who sees the whole market.
    """
    require(actor, "organisations.save_organisation")
    if actor.scope != "market" and (parts, parent_id, note, region_code) != (None, None, None, None):
        raise NotAllowed("organisations.save_organisation")
    with acting(actor):
        organisation = managed_organisation(actor, organisation_id)
        faults = Faults()
        after: dict[str, Any] = {
            "name": read_text(faults, "name", name, 200),
            "tax_number": read_text(faults, "tax_number", tax_number, 32, required=False),
            "contact": read_text(faults, "contact", contact, 100, required=False),
            "phone": read_phone(faults, phone, market(actor.market_id).country, required=False),
            "email": read_email(faults, email),
        }
        if names is not None:
            after["names"] = {language: text.strip() for language, text in names.items() if text.strip()}
        if note is not None:
            after["note"] = read_text(faults, "note", note, 4000, required=False)
        if region_code is not None:
            after["region_code"] = read_registered(faults, region_code)
        if parts is not None:
            after["parts"] = sorted(set(parts))
            if not parts or not set(parts) <= set(Part):
                faults.add("parts", "unknown", _("Choose at least one part."))
        faults.raise_any()
        if parent_id is not None:
            managed_organisation(actor, parent_id)
            after["parent_id"] = parent_id
            _refuse_loop(actor, organisation_id, parent_id)
        changed = [column for column, value in after.items() if getattr(organisation, column) != value]
        for column in changed:
            setattr(organisation, column, after[column])
        if changed:
            organisation.save(update_fields=changed)
            record(
                actor,
                OrganisationSaved(
                    organisation_id, organisation.code, [organisation_id], {"changed": changed}
                ),
            )
    return organisation


def _refuse_loop(actor: Actor, organisation_id: UUID, parent_id: UUID) -> None:
    # The whole tree is locked in one order, so that two moves at once can't make a loop between them.
    rows = Organisation.objects.filter(market_id=actor.market_id).order_by("id").select_for_update()
    if would_loop(dict(rows.values_list("id", "parent_id")), organisation_id, parent_id):
        raise TreeLoop(_("A company can't stand under itself."))

"""Makes, renames or moves a department."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.errors import KeyTaken, TreeLoop
from dinghuo.organisations.events import DepartmentSaved
from dinghuo.organisations.models import Department, Organisation
from dinghuo.organisations.queries.reach import managed_organisation
from dinghuo.organisations.rules.trees import would_loop
from dinghuo.organisations.steps.read_contact import read_text


def save_department(
    actor: Actor,
    organisation_id: UUID,
    name: str,
    parent_id: UUID | None = None,
    department_id: UUID | None = None,
) -> Department:
    """Make a department, or change the one given. Raises NotFound, TreeLoop, and KeyTaken for a name in use."""
    require(actor, "organisations.save_department")
    with acting(actor):
        managed_organisation(actor, organisation_id)
        faults = Faults()
        name = read_text(faults, "name", name, 100)
        faults.raise_any()
        # The organisation's row stands for its tree: two moves at once can't make a loop between them.
        Organisation.objects.select_for_update().get(market_id=actor.market_id, id=organisation_id)
        rows = Department.objects.filter(market_id=actor.market_id, organisation_id=organisation_id)
        parents = dict(rows.values_list("id", "parent_id"))
        if (department_id or parent_id) and not {department_id, parent_id} - {None} <= set(parents):
            raise NotFound("department")
        if department_id and would_loop(parents, department_id, parent_id):
            raise TreeLoop(_("A department can't stand under itself."))
        department = rows.get(id=department_id) if department_id else Department()
        department.market_id, department.organisation_id = actor.market_id, organisation_id
        department.name, department.parent_id = name, parent_id
        try:
            with transaction.atomic():
                department.save()
        except IntegrityError as fault:
            raise KeyTaken(_("There is a department “%(name)s” already.") % {"name": name}) from fault
        record(actor, DepartmentSaved(department.id, name, [organisation_id]))
    return department

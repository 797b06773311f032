"""Puts a member into a department."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import DepartmentSet
from dinghuo.organisations.models import Department, Membership
from dinghuo.organisations.queries.people import managed_membership


def set_department(actor: Actor, membership_id: UUID, department_id: UUID | None) -> Membership:
    """Let a member work in a department of the same organisation, or in none.

    Raises NotFound for a member or department that isn't the actor's to manage.
    """
    require(actor, "organisations.set_department")
    with acting(actor):
        membership = managed_membership(actor, membership_id)
        department = None
        if department_id is not None:
            department = Department.objects.filter(
                market_id=actor.market_id, organisation_id=membership.organisation_id, id=department_id
            ).first()
            if department is None:
                raise NotFound(f"department {department_id}")
        before = membership.department
        if before == department:
            return membership
        membership.department = department
        membership.save(update_fields=["department"])
        told = {"from": before.name if before else "", "to": department.name if department else ""}
        record(
            actor,
            DepartmentSet(membership_id, membership.person.name, [membership.organisation_id], told),
        )
    return membership

"""Writes a new organisation."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dinghuo.foundation.numbers import draw_numbers
from dinghuo.organisations.errors import KeyTaken
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.states import OrganisationStatus


def make_organisation(
    market_id: UUID,
    name: str,
    parts: Sequence[str],
    code: str = "",
    names: Mapping[str, str] | None = None,
    parent_id: UUID | None = None,
    status: str = OrganisationStatus.ACTIVE,
    **details: str,
) -> Organisation:
    """Make an organisation; without a code it draws one (OR-2026-000123). Raises KeyTaken for a code in use."""
    code = code or draw_numbers(market_id, "OR")[0]
    try:
        with transaction.atomic():
            return Organisation.objects.create(
                market_id=market_id,
                name=name,
                names=dict(names or {}),
                parts=sorted(set(parts)),
                code=code,
                parent_id=parent_id,
                status=status,
                **details,
            )
    except IntegrityError as fault:
        if "organisation_code" not in str(fault):
            raise
        raise KeyTaken(_("Another company has the code %(code)s.") % {"code": code}) from fault

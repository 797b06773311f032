"""Where the pictures of goods are."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from dinghuo.catalogue.queries.pictures import pictures
from dinghuo.foundation.actor import Actor


def address_of(file: str | None) -> str:
    """The address of a stored picture; empty for none."""
    return f"{settings.MEDIA_URL}{file}" if file else ""


def picture_addresses(actor: Actor, variant_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The address of the picture that stands for each variant."""
    return {variant_id: address_of(file) for variant_id, file in pictures(actor, variant_ids).items()}

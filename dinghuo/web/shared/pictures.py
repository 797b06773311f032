"""Where the pictures of goods are, and in which sizes."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from dinghuo.catalogue.queries.pictures import pictures, sizes_of, whole_of
from dinghuo.foundation.actor import Actor

__all__ = ["address_of", "picture_addresses", "sizes_at", "whole_of"]


def address_of(file: str | None) -> str:
    """The address of a stored picture; empty for none."""
    return f"{settings.MEDIA_URL}{file}" if file else ""


def picture_addresses(actor: Actor, variant_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The address of the picture that stands for each variant."""
    return {variant_id: address_of(file) for variant_id, file in pictures(actor, variant_ids).items()}


def sizes_at(address: str) -> str:
    """The sizes of the picture at this address for a browser to choose of (`srcset`); empty if it has none."""
    found = sizes_of(address.removeprefix(settings.MEDIA_URL))
    return ", ".join(f"{address_of(file)} {width}w" for width, file in found)

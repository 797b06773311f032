"""Puts a logo on a storefront."""

from io import BytesIO
from typing import BinaryIO
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid, NotAllowed, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import StorefrontSaved
from dinghuo.organisations.models import Storefront

MOST_BYTES = 2_000_000
MOST_PIXELS = 4_000 * 4_000
SIDE_PIXELS = 512


def save_logo(actor: Actor, storefront_id: UUID, file: BinaryIO | None) -> Storefront:
    """Keep an image as a storefront's logo, or take the logo away with None.

    The picture is drawn anew as a PNG of at most 512 pixels, so nothing that was hidden in the file is served.
    Raises NotFound, and Invalid for what isn't a picture.
    """
    require(actor, "organisations.save_storefront")
    if actor.scope != "market":
        raise NotAllowed("organisations.save_storefront")
    picture = _drawn_anew(file) if file is not None else None
    with acting(actor):
        rows = Storefront.objects.select_for_update().filter(market_id=actor.market_id, id=storefront_id)
        storefront = rows.first()
        if storefront is None:
            raise NotFound(f"storefront {storefront_id}")
        if picture is None:
            storefront.logo = ""
        else:
            storefront.logo.save(f"{new_id().hex}.png", ContentFile(picture), save=False)
        storefront.save(update_fields=["logo"])
        record(
            actor,
            StorefrontSaved(storefront.id, storefront.key, [storefront.owner_id], {"changed": ["logo"]}),
        )
    return storefront


def _drawn_anew(file: BinaryIO) -> bytes:
    content = file.read(MOST_BYTES + 1)
    try:
        if len(content) > MOST_BYTES:
            raise ValueError("too many bytes")
        with Image.open(BytesIO(content), formats=["PNG", "JPEG", "WEBP", "GIF"]) as image:
            # The header tells the size; a bomb is refused before a pixel is unpacked.
            if image.width * image.height > MOST_PIXELS:
                raise ValueError("too many pixels")
            small = image.convert("RGBA")
        small.thumbnail((SIDE_PIXELS, SIDE_PIXELS))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        message = _("Use a PNG, JPEG, WebP or GIF picture of at most 2 MB.")
        raise Invalid([Fault("logo", "picture", message)]) from fault
    drawn = BytesIO()
    small.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()

"""Keeps a picture of goods in the sizes that pages show."""

import io
from uuid import UUID

from PIL import Image

from dinghuo.catalogue.rules.picture_sizes import WIDTHS, sized
from dinghuo.catalogue.steps.keep_file import keep_file, write_file
from dinghuo.catalogue.steps.redraw_image import QUALITY, redraw_image


def keep_picture(market_id: UUID, content: bytes) -> str:
    """Redraw the picture and keep it, smaller sizes beside it; returns its path below MEDIA_ROOT. Raises NoImage."""
    drawn = redraw_image(content)
    file = keep_file(market_id, drawn, "webp")
    with Image.open(io.BytesIO(drawn)) as whole:
        for width in sorted(WIDTHS, reverse=True):
            if whole.width > width:
                write_file(sized(file, width), _drawn(whole, width))
    return file


def _drawn(whole: Image.Image, width: int) -> bytes:
    smaller = whole.resize(
        (width, max(round(whole.height * width / whole.width), 1)), Image.Resampling.LANCZOS
    )
    drawn = io.BytesIO()
    smaller.save(drawn, "WEBP", quality=QUALITY)
    return drawn.getvalue()

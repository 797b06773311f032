"""Draws an uploaded picture anew, so that nothing but its pixels is kept."""

import io
import warnings

from PIL import Image, ImageOps

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
SIDE = 1600
QUALITY = 82
FORMATS = ("PNG", "JPEG", "WEBP")


class NoImage(Exception):
    """The bytes are no picture of a known kind, or too large a one."""


def redraw_image(content: bytes) -> bytes:
    """The picture as WebP, upright, at most SIDE pixels on a side. Raises NoImage."""
    picture = _opened(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            upright = ImageOps.exif_transpose(picture).convert("RGBA" if _is_clear(picture) else "RGB")
    # Decoders raise whatever they like on broken bytes: every failure means the same here.
    except Exception as fault:
        raise NoImage(str(fault)) from fault
    upright.thumbnail((SIDE, SIDE))
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    drawn = io.BytesIO()
    bare.save(drawn, "WEBP", quality=QUALITY)
    return drawn.getvalue()


def check_image(content: bytes) -> None:
    """Raise NoImage where the bytes begin like no picture that is taken; whether the rest is whole isn't known yet."""
    _opened(content)


def _opened(content: bytes) -> Image.Image:
    if len(content) > MOST_BYTES:
        raise NoImage("too many bytes")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
    # Decoders raise whatever they like on broken bytes.
    except Exception as fault:
        raise NoImage(str(fault)) from fault
    if picture.width * picture.height > MOST_PIXELS:
        raise NoImage("too many pixels")
    return picture


def _is_clear(picture: Image.Image) -> bool:
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info

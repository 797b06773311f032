"""Keeps a picture that a version of a product will name."""

from django.utils.translation import gettext as _

from dinghuo.catalogue.permissions import SUBMIT_PRODUCT
from dinghuo.catalogue.steps.keep_picture import keep_picture
from dinghuo.catalogue.steps.redraw_image import NoImage
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid


def add_picture(actor: Actor, content: bytes, path: str = "content") -> str:
    """Keep a picture (PNG, JPEG or WebP), redrawn, in the sizes of pages; returns its path below MEDIA_ROOT.

    Nobody sees it before a version that names it is approved. Raises Invalid at `path`.
    """
    require(actor, SUBMIT_PRODUCT)
    try:
        return keep_picture(actor.market_id, content)
    except NoImage as fault:
        told = _("This is no picture that can be shown. Send PNG, JPEG or WebP of at most 10 MB.")
        raise Invalid([Fault(path, "image", told)]) from fault

"""Keeps a file that a product's attribute will name: a certificate, a drawing, a leaflet."""

from django.utils.translation import gettext as _

from dinghuo.catalogue.permissions import ADD_FILE
from dinghuo.catalogue.steps.keep_file import keep_file
from dinghuo.catalogue.steps.redraw_image import NoImage, redraw_image
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid

MOST_BYTES = 10 * 1024 * 1024
PDF = b"%PDF-"


def add_file(actor: Actor, content: bytes, path: str = "file") -> str:
    """Keep a PDF as it is, or a picture redrawn; returns its path below MEDIA_ROOT. Raises Invalid at `path`."""
    require(actor, ADD_FILE)
    if len(content) > MOST_BYTES:
        raise Invalid([Fault(path, "too-large", _("Send at most 10 MB."))])
    if content.startswith(PDF):
        return keep_file(actor.market_id, content, "pdf")
    try:
        return keep_file(actor.market_id, redraw_image(content), "webp")
    except NoImage as fault:
        raise Invalid([Fault(path, "kind", _("Send a PDF, or a picture: PNG, JPEG or WebP."))]) from fault

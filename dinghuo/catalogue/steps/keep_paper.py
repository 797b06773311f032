"""Keeps the file of a paper where it isn't served to everybody, once it has been found to be what it says it is."""

from django.utils.translation import gettext as _

from dinghuo.catalogue.steps.keep_file import keep_file
from dinghuo.catalogue.steps.redraw_image import NoImage, redraw_image
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid

MOST_BYTES = 10 * 1024 * 1024
PDF, PDF_END = b"%PDF-", b"%%EOF"
#: A trailer may be followed by some padding, but a PDF with something else hung on isn't one.
TAIL = 2048
#: Below MEDIA_ROOT; what lies here is read by who may see the paper only.
FOLDER = "private"


def keep_paper(actor: Actor, content: bytes, path: str = "file", folder: str = FOLDER) -> str:
    """Keep a PDF as it is, or a picture redrawn; returns its path below MEDIA_ROOT. Raises Invalid at `path`."""
    if not content:
        raise Invalid([Fault(path, "required", _("Choose the file: a scan or a PDF."))])
    if len(content) > MOST_BYTES:
        raise Invalid([Fault(path, "too-large", _("Send at most 10 MB."))])
    if content.startswith(PDF) and PDF_END in content[-TAIL:]:
        return keep_file(actor.market_id, content, "pdf", folder)
    try:
        return keep_file(actor.market_id, redraw_image(content), "webp", folder)
    except NoImage as fault:
        raise Invalid([Fault(path, "kind", _("Send a PDF, or a picture: PNG, JPEG or WebP."))]) from fault

"""Reads a sheet of goods to be ordered, for quick order: nothing is kept and nothing is ordered by it."""

import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.integration.rules.sheets.order_sheet import ordered_lines
from dinghuo.integration.steps.imports.read_sheet import Unreadable, read_sheet
from dinghuo.integration.steps.imports.uploads import Brought
from dinghuo.integration.steps.imports.words import file_words
from dinghuo.ordering.permissions import PLACE

MOST_BYTES = 5 * 1024 * 1024
#: As many lines as quick order takes.
MOST_ROWS = 1000


def read_order_lines(actor: Actor, brought: Brought) -> list[str]:
    """A line of text for each row of an xlsx, xls or csv: what it names, a tab, how many of which unit - whatever the
    encoding, the width of the digits and the cells that are merged. Raises Invalid at "file"."""
    require(actor, PLACE)
    if (brought.size or 0) > MOST_BYTES:
        told = _("At most %(most)s MB. Send it in parts.") % {"most": MOST_BYTES // 1024**2}
        raise Invalid([Fault("file", "too-large", told)])
    with tempfile.NamedTemporaryFile() as kept:
        for piece in brought.chunks():
            kept.write(piece)
        kept.flush()
        try:
            with read_sheet(Path(kept.name), MOST_ROWS) as rows:
                return ordered_lines([cells for _number, cells in rows])
        except Unreadable as fault:
            raise Invalid([Fault("file", fault.code, file_words(fault.code, fault.most))]) from fault

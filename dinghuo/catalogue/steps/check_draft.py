"""Finds what a draft can't do without."""

from django.utils.translation import gettext as _

from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.foundation.errors import Faults


def check_draft(row: ProductRow, faults: Faults) -> None:
    """Collect the faults for which a draft couldn't be found again."""
    texts = {"code": (row.code, 60), "name": (row.name, 200), "category": (row.category, 60)}
    for path, (text, most) in texts.items():
        if not text.strip() or text != text.strip() or "\0" in text:
            faults.add(f"products.0.{path}", "required", _("Fill this in, without spaces around it."))
        elif len(text) > most:
            faults.add(f"products.0.{path}", "too-long", _("At most %(most)s characters.") % {"most": most})

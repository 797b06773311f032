"""Finds what is wrong with a kind of paper, or with a paper."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.rules.qualifications import KEY, MOST_WARN_DAYS, KindRow, PaperRow
from dinghuo.foundation.errors import Faults


def check_kind(kind: KindRow, places: Mapping[str, UUID], faults: Faults) -> None:
    """Collect the faults of a kind; `places` are the categories that there are, of those it names."""
    if not KEY.fullmatch(kind.key):
        faults.add(
            "key", "malformed", _("Begin with a small letter; small letters, digits and -, at most 40.")
        )
    if not kind.name.strip() or len(kind.name) > 80 or "\0" in kind.name:
        faults.add("name", "required", _("Give it a name of at most 80 characters."))
    if not 0 <= kind.warn_days <= MOST_WARN_DAYS:
        faults.add("warn_days", "range", _("Enter days from 0 to %s.") % MOST_WARN_DAYS)
    for place, need in enumerate(kind.needs):
        if need.category and need.category not in places:
            told = _("There is no category %s.") % need.category[:60]
            faults.add(f"needs.{place}.category", "unknown", told)


def check_paper(paper: PaperRow, faults: Faults) -> None:
    """Collect the faults of a paper by itself."""
    if not paper.number.strip() or len(paper.number) > 80 or "\0" in paper.number:
        faults.add("number", "required", _("Enter its number, at most 80 characters."))
    if len(paper.issuer) > 200 or "\0" in paper.issuer:
        faults.add("issuer", "too-long", _("At most %(most)s characters.") % {"most": 200})
    if paper.valid_until is not None and paper.valid_until < paper.valid_from:
        faults.add("valid_until", "order", _("It can’t end before it begins."))

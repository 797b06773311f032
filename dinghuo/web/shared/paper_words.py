"""Papers in words: where they stand, and whose they have to be."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dinghuo.catalogue.queries.qualifications.papers import SOON_DAYS, PaperFilter
from dinghuo.catalogue.states import QualifiedPart
from dinghuo.web.shared.order_words import Words


def standing_words(paper: Any, day: date) -> Words:
    """Where a paper stands on the day."""
    if paper.state == "submitted":
        return Words("waiting", pgettext("paper", "Being looked at"))
    if paper.state == "rejected":
        return Words("needs-you", pgettext("paper", "Sent back"))
    if paper.state == "withdrawn":
        return Words("ended", pgettext("paper", "Withdrawn"))
    if paper.valid_until and paper.valid_until < day:
        return Words("needs-you", pgettext("paper", "Expired"))
    if paper.valid_from > day:
        return Words("waiting", pgettext("paper", "Not valid yet"))
    if paper.valid_until and paper.valid_until <= day + timedelta(days=SOON_DAYS):
        return Words("part", pgettext("paper", "Ends soon"))
    return Words("done", pgettext("paper", "Valid"))


def filter_words() -> dict[PaperFilter, str]:
    """The lists there are."""
    return {
        PaperFilter.WAITING: pgettext("papers", "Waiting"),
        PaperFilter.ENDING: pgettext("papers", "Ending soon"),
        PaperFilter.ENDED: pgettext("papers", "Expired"),
        PaperFilter.ACCEPTED: pgettext("papers", "Valid"),
        PaperFilter.REJECTED: pgettext("papers", "Sent back or withdrawn"),
        PaperFilter.ALL: pgettext("papers", "All"),
    }


def part_words() -> dict[QualifiedPart, str]:
    """Whose paper it has to be."""
    return {
        QualifiedPart.PRODUCT: _("of the product"),
        QualifiedPart.SELLER: _("of the seller"),
        QualifiedPart.BUYER: _("of the buyer"),
    }


def wanted_words(part: QualifiedPart) -> str:
    """What the lack of it means for the company."""
    if part is QualifiedPart.BUYER:
        return _("You can’t order goods that need it.")
    return _("Your goods that need it aren’t sold.")

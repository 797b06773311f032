"""Reads what a scanner typed: which article it names and how much of it, or what is wrong with the code, in words."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.inventory.queries.scanned_article import ScannedArticle, scanned_article
from dinghuo.inventory.rules.gs1 import Scanned, read_code
from dinghuo.organisations.queries.today import today

KILOGRAMS = frozenset({"kg", "公斤", "千克", "kilogram"})


def read_scan(actor: Actor, code: str) -> tuple[Scanned, ScannedArticle]:
    """What the code says, and its article. Raises Invalid for what can't be read, or is nobody's article here."""
    scanned = read_code(code, today(actor))
    if scanned.fault:
        raise Invalid([Fault("code", scanned.fault, fault_words(scanned))])
    if scanned.unit_label and not scanned.gtin:
        words = _("This is the number of a carton or pallet. Scan the code that says what is in it.")
        raise Invalid([Fault("code", "unknown", words)])
    article = scanned_article(actor, scanned)
    if article is None:
        words = _("No article here has the code %(code)s.") % {"code": scanned.gtin or scanned.code[:60]}
        raise Invalid([Fault("code", "unknown", words)])
    return scanned, article


def fault_words(scanned: Scanned) -> str:
    """What is wrong with a code, in words."""
    return {
        "empty": _("Scan a code, or type one."),
        "check-digit": _("The code’s check digit is wrong. Scan it again."),
        "day": _("The code names a day that there isn’t."),
        "length": _("A part of the code is too short or too long. Scan it again."),
        "unknown": _("This code can’t be read. Scan it again, or type the article’s number."),
    }[scanned.fault]


def scanned_units(scanned: Scanned, article: ScannedArticle, quantity: Decimal | None) -> tuple[Decimal, str]:
    """How much was scanned, and in which unit: as somebody typed, as the code says (AI 30, 37, a weight), else one."""
    said = quantity if quantity is not None else scanned.count
    unit = article.unit
    if (
        said is None
        and scanned.weight_kilograms is not None
        and article.variant.base_unit.lower() in KILOGRAMS
    ):
        said, unit = scanned.weight_kilograms, article.variant.base_unit
    return Decimal(1) if said is None else said, unit

"""Reads what a company tells of itself when it asks to join, noting everything that is wrong."""

from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Faults
from dinghuo.organisations.rules.application import Application
from dinghuo.organisations.rules.tax_numbers import is_tax_number, normal_tax_number
from dinghuo.organisations.states import Part
from dinghuo.organisations.steps.check_password import check_new_password
from dinghuo.organisations.steps.read_address import read_region
from dinghuo.organisations.steps.read_contact import read_email, read_phone, read_text


def read_registration(typed: Application, country: str) -> dict[str, Any]:
    """The columns of a registration but its password. Raises Invalid with every fault."""
    faults = Faults()
    columns = {
        "part": typed.part,
        "company": read_text(faults, "company", typed.company, 200, missing=_("Type the company’s name.")),
        "tax_number": _tax_number(faults, typed.tax_number, country),
        "contact": read_text(faults, "contact", typed.contact, 100, missing=_("Type your name.")),
        "phone": read_phone(faults, typed.phone, country, missing=_("Type your mobile number.")),
        "email": read_email(faults, typed.email),
        "street": read_text(faults, "street", typed.street, 200, missing=_("Type street and number.")),
        "region_code": read_region(faults, typed.region_code)["region_code"] if country == "CN" else "",
        "note": read_text(faults, "note", typed.note, 2000, required=False),
    }
    if typed.part not in (Part.BUYER, Part.SUPPLIER):
        faults.add("part", "unknown", _("Say whether you want to buy or to supply."))
    if not typed.code.strip():
        faults.add("code", "required", _("Type the code from the text message."))
    known = [typed.company, typed.contact, typed.phone, columns["phone"], columns["tax_number"]]
    check_new_password(faults, typed.password, known)
    faults.raise_any()
    return columns


def _tax_number(faults: Faults, text: str, country: str) -> str:
    if country != "CN":
        return read_text(faults, "tax_number", text, 32, missing=_("Type the tax number."))
    number = normal_tax_number(text)
    if not number:
        faults.add("tax_number", "required", _("Type the unified social credit code."))
    elif not is_tax_number(number):
        faults.add(
            "tax_number",
            "check",
            _(
                "These aren't the 18 characters of a unified social credit code. Compare them with the licence."
            ),
        )
    return number

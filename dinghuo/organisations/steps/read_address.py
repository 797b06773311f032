"""Reads an address as people give it, noting what is wrong."""

from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Faults
from dinghuo.organisations.rules.regions import region
from dinghuo.organisations.steps.read_contact import read_text


def read_region(faults: Faults, code: str, path: str = "region_code") -> dict[str, str]:
    """The columns of a Chinese region; notes a fault unless the code is as exact as regions get."""
    found = region(code)
    if found is None or not found.district:
        faults.add(path, "region", _("Choose province, city and district."))
        return {"region_code": "", "province": "", "city": "", "district": ""}
    return {
        "region_code": found.code,
        "province": found.province,
        "city": found.city,
        "district": found.district,
    }


def read_registered(faults: Faults, code: str) -> str:
    """A code of a province, a city or a district, or none; notes a fault for any other."""
    code = code.strip()
    if code and region(code) is None:
        faults.add("region_code", "region", _("Choose one of these."))
        return ""
    return code


def read_place(faults: Faults, country: str, region_code: str, typed: dict[str, str]) -> dict[str, str]:
    """The columns of a place: by its code in China, as typed elsewhere."""
    if country == "CN":
        return read_region(faults, region_code)
    place = {
        name: read_text(faults, name, typed.get(name, ""), 60, required=False)
        for name in ("province", "city", "district")
    }
    if not place["city"]:
        faults.add("city", "required", _("This is needed."))
    return {"region_code": "", **place}

"""Finds provinces, cities and districts of China by their official codes (GB/T 2260), and by their names."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DIVISIONS = Path(__file__).parent.parent / "data" / "pca-code.json"

#: "Cities" that only group the districts of a municipality or the counties under a province: not written in addresses.
GROUPS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


@dataclass(frozen=True)
class Region:
    """A district with the city and province it lies in; city and district are empty for what is less exact."""

    code: str
    province: str
    city: str = ""
    district: str = ""

    @property
    def name(self) -> str:
        """As written in an address: 浙江省杭州市西湖区, 北京市东城区."""
        return written(self.province, self.city, self.district)


def written(province: str, city: str, district: str) -> str:
    """Place names one after the other as in an address: without what only groups others, and none twice."""
    names = dict.fromkeys(name for name in (province, city, district) if name not in GROUPS)
    return "".join(names)


Choice = tuple[str, str]


def provinces() -> list[Choice]:
    """Every province as (code, name)."""
    return [(code, region.province) for code, region in _regions().items() if len(code) == 2]


def cities(province_code: str) -> list[Choice]:
    """The cities of a province as (code, name); empty if there is no such province."""
    return _below(province_code, 2)


def districts(city_code: str) -> list[Choice]:
    """The districts of a city as (code, name); empty if there is no such city."""
    return _below(city_code, 4)


def region(code: str) -> Region | None:
    """The region of a code of two, four, six or (a town of a city without districts) nine digits."""
    return _regions().get(code)


def find_region(province: str, city: str = "", district: str = "") -> Region | None:
    """The region of names as people write them: with or without 省, 市, 区, and with the city left out."""
    wanted = [_short(name) for name in (province, city, district) if name]
    return _by_names().get(tuple(wanted))


def _below(code: str, length: int) -> list[Choice]:
    if len(code) != length:
        return []
    # A few cities (东莞市, 中山市, 儋州市 ...) have no districts but towns, with codes of nine digits.
    deeper = (4,) if length == 2 else (6, 9)
    found = [
        (child, item) for child, item in _regions().items() if len(child) in deeper and child.startswith(code)
    ]
    return [(child, item.district or item.city) for child, item in found]


@cache
def _regions() -> dict[str, Region]:
    found = {}
    for province in json.loads(DIVISIONS.read_text("utf-8")):
        found[province["code"]] = Region(province["code"], province["name"])
        for city in province["children"]:
            found[city["code"]] = Region(city["code"], province["name"], city["name"])
            for district in city["children"]:
                found[district["code"]] = Region(
                    district["code"], province["name"], city["name"], district["name"]
                )
    return found


@cache
def _by_names() -> dict[tuple[str, ...], Region]:
    found: dict[tuple[str, ...], Region] = {}
    for item in _regions().values():
        names = [item.province, item.city, item.district]
        spellings = [names, [item.province, item.district], [item.province, item.province, item.district]]
        for spelling in spellings if item.city in GROUPS or item.district else [names]:
            found.setdefault(tuple(_short(name) for name in spelling if name), item)
    return found


def _short(name: str) -> str:
    for ending in (
        "特别行政区",
        "维吾尔自治区",
        "壮族自治区",
        "回族自治区",
        "自治区",
        "省",
        "市",
        "区",
        "县",
    ):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name

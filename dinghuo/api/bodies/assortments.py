"""Bodies of the calls about sets of goods and groups of customers."""

from typing import Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import MomentIn, Name, Word


class Line(Part):
    """Goods that a set names: a category or brand by key, a product or seller by code, an attribute as key=value."""

    kind: Literal["category", "brand", "product", "seller", "attribute"]
    key: Name


class Reach(Part):
    """For whom a set counts: storefront, level, group by key, branch, customer by code, region by its digits."""

    kind: Literal["everybody", "storefront", "branch", "region", "level", "group", "customer"]
    key: Name = Field(default="", description="Empty for everybody.")
    excepted: bool = Field(default=False, description="It doesn't count for these, whatever else names them.")


class Assortment(Body):
    """A set of goods as it is to be: whatever isn't named any more is left out."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "only-in-guangdong",
                    "name": "Only in Guangdong",
                    "denies": True,
                    "lines": [{"kind": "brand", "key": "jiaduobao"}],
                    "reaches": [
                        {"kind": "everybody"},
                        {"kind": "region", "key": "44", "excepted": True},
                    ],
                }
            ]
        }
    )

    key: Word
    name: Name
    names: dict[str, Name] = Field(default={}, description="The name by language.")
    denies: bool = Field(default=False, description="They never see these goods; else they see only these.")
    is_active: bool = True
    starts_at: MomentIn | None = Field(default=None, description="A day begins in the market's time zone.")
    ends_at: MomentIn | None = Field(default=None, description="It ends at this instant, or with this day.")
    lines: list[Line] = Field(max_length=5000)
    reaches: list[Reach] = Field(default=[], max_length=5000)


class Group(Body):
    """A group of customers as it is to be: these are all that are in it."""

    key: Word
    name: Name
    names: dict[str, Name] = Field(default={}, description="The name by language.")
    buyers: list[Word] = Field(max_length=10000, description="Codes of the customers.")

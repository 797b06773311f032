"""Who a key stands for."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import money
from dinghuo.api.shapes.answer import Answer, DecimalText, IdText


class AddressAnswer(Answer):
    """A delivery address; an order names it by its id."""

    id: IdText
    label: str
    contact: str
    phone: str
    country: str
    region_code: str
    province: str
    city: str
    district: str
    street: str
    postcode: str
    is_default: bool


class HomeAnswer(Answer):
    """The storefront in which the organisation orders or sells."""

    key: str
    name: str
    currency: str
    payment_methods: list[str]
    minimum_order: DecimalText


class MeAnswer(Answer):
    """The key's person, organisation and grants."""

    person: str
    organisation: str = Field(description="Code of the organisation.")
    organisation_name: str
    parts: list[str] = Field(examples=[["buyer"]])
    scope: str = Field(
        description="`market` for the operator's people, who see the whole market; else `party`."
    )
    grants: dict[str, DecimalText | None] = Field(
        description="Each with the amount up to which it counts, or null."
    )
    language: str
    time_zone: str
    storefront: HomeAnswer | None
    addresses: list[AddressAnswer]


ADDRESS = (
    "label",
    "contact",
    "phone",
    "country",
    "region_code",
    "province",
    "city",
    "district",
    "street",
    "postcode",
    "is_default",
)


def address_shape(address: Any) -> dict[str, Any]:
    """One address."""
    return {"id": str(address.id)} | {name: getattr(address, name) for name in ADDRESS}


def storefront_shape(storefront: Any) -> dict[str, Any]:
    """One storefront."""
    return {
        "key": storefront.key,
        "name": str(storefront),
        "currency": storefront.currency,
        "payment_methods": list(storefront.payment_methods),
        "minimum_order": money(storefront.minimum_order, storefront.currency),
    }

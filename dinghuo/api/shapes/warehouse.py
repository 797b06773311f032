"""Warehouses as the API tells them."""

from typing import Any

from pydantic import Field

from dinghuo.api.shapes.answer import Answer, Listed


class WarehouseAnswer(Answer):
    """A place where stock lies."""

    key: str
    name: str
    names: dict[str, str] = Field(description="By language.")
    owner: str = Field(description="Name of the organisation whose place it is.")
    kind: str = Field(
        description="own, branch, supplier, store; transit and quarantine are kept by the program."
    )
    has_bins: bool
    priority: int = Field(description="The lowest is emptied first.")
    region: str = Field(description="Where it lies: a code of GB/T 2260, empty where nobody has told it.")
    is_active: bool = Field(description="Only from what is active goods are promised.")


class WarehousePage(Listed):
    """All places, the first to be emptied first."""

    items: list[WarehouseAnswer]


def warehouse_shape(place: Any) -> dict[str, Any]:
    """One place."""
    return {
        "key": place.key,
        "name": place.name,
        "names": dict(place.names),
        "owner": place.owner,
        "kind": place.kind,
        "has_bins": place.has_bins,
        "priority": place.priority,
        "region": place.region_code,
        "is_active": place.is_active,
    }

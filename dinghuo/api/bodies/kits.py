"""The bodies of the calls about kits."""

from typing import Literal

from pydantic import Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import QuantityIn, Word


class KitPart(Body):
    """A part of a kit."""

    sku: Word
    quantity: QuantityIn = Field(description="Base units of the part in one base unit of the kit.")
    optional: bool = Field(default=False, description="It comes along only where the buyer asks for it.")


class Kit(Body):
    """All that an article is made of."""

    sku: Word = Field(description="The article that is the kit.")
    pricing: Literal["whole", "parts"] = Field(
        default="whole", description="`parts`: it costs what its parts cost; else it has prices of its own."
    )
    parts: list[KitPart] = Field(max_length=100)

"""Bodies of the calls about how goods are found."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from dinghuo.api.bodies.body import Body, Part
from dinghuo.api.values import Name, Word

OwnName = Annotated[str, StringConstraints(max_length=240, pattern=r"^[^\x00]*$")]


class NewSynonym(Body):
    """Words that mean the same to who searches."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"words": ["啤酒", "beer", "麦酒"]}]})

    words: list[Name] = Field(max_length=50, json_schema_extra={"minItems": 2})


class OneWord(Body):
    """A word of a synonym: no word stands in two."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"word": "beer"}]})

    word: Word


class OwnCode(Part):
    """An article and what the customer calls it."""

    sku: Word
    code: Word | None = Field(default=None, description="Null takes the article's code away.")
    name: OwnName = ""


class OwnCodes(Body):
    """Own codes of many articles."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"codes": [{"sku": "FD-10001", "code": "8800123"}]}]}
    )

    codes: list[OwnCode] = Field(max_length=5000, json_schema_extra={"minItems": 1})
    buyer: Word | None = Field(
        default=None, description="Code of the customer, where the operator keeps them."
    )

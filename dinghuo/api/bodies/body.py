"""The base of every body: unknown fields are faults, and faults of shape wait for those that the domain finds."""

from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from dinghuo.api.bodies.stand_ins import mended
from dinghuo.api.faults import faults_of
from dinghuo.foundation.errors import Fault


class Part(BaseModel):
    """A JSON object with known fields inside a body: a slip in a field's name is told and not ignored."""

    model_config = ConfigDict(extra="forbid")


class Body(Part):
    """A whole body.

    Where its shape is at fault, the call still gets a body, with stand-ins for what is wrong, so that the domain can
    say what else is. `shape_faults` then isn't empty, and nothing that the call does may be kept (calls.py).
    """

    _faults: list[Fault] = PrivateAttr(default_factory=list)

    @property
    def shape_faults(self) -> list[Fault]:
        """What is wrong with the shape."""
        return self._faults

    @model_validator(mode="wrap")
    @classmethod
    def keep_faults(cls, given: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        """Read the body, or one mended at every fault; raises as usual where that isn't possible."""
        try:
            return read(given)
        except ValidationError as wrong:
            errors: list[dict[str, Any]] = [
                dict(error) for error in wrong.errors(include_url=False, include_input=False)
            ]
            try:
                body = read(mended(cls, given, errors))
            except ValidationError:
                raise wrong from None
            told: list[dict[str, Any]] = [error | {"loc": ("body", "", *error["loc"])} for error in errors]
            body._faults = faults_of(told)
            return body

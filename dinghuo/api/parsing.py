"""Reads a request's JSON without ever making a binary float of a decimal."""

import json
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.parser import Parser

NO_OBJECT: list[Any] = []


class Malformed(Exception):
    """The body is no JSON; `line` and `column` say from where on, if that is known."""

    def __init__(self, line: int = 0, column: int = 0):
        super().__init__()
        self.line = line
        self.column = column


class WrongMediaType(Exception):
    """The body says that it is something else than JSON."""


class ExactParser(Parser):
    """JSON numbers with a point become Decimals; NaN and Infinity, which aren't JSON, are malformed."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body's value. Raises Malformed, WrongMediaType."""
        check_media_type(request)
        try:
            value = json.loads(request.body, parse_float=Decimal, parse_constant=_refuse)
        except json.JSONDecodeError as fault:
            raise Malformed(fault.lineno, fault.colno) from fault
        except (ValueError, ArithmeticError, RecursionError) as fault:
            raise Malformed from fault
        # ninja takes null for no body at all, and a confirmation without lines accepts everything.
        return NO_OBJECT if value is None else value

    def parse_querydict(
        self, data: MultiValueDict, list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """The query's values; of one given twice the last counts."""
        return {key: data.getlist(key) if key in list_fields else data[key] for key in data}


def check_media_type(request: HttpRequest) -> None:
    """Raise WrongMediaType where a body comes as something else than JSON; a body without a type is taken as JSON."""
    kind = (request.content_type or "").lower()
    if (
        kind
        and kind != "application/json"
        and not (kind.startswith("application/") and kind.endswith("+json"))
    ):
        raise WrongMediaType(kind)


def _refuse(word: str) -> Decimal:
    raise ValueError(f"{word} is no JSON")

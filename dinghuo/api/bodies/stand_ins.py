"""Mends a body at its faults with values of the right shape, so that the rest of it can be looked at."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import BaseModel

from dinghuo.api.faults import KEY

Schema = Mapping[str, Any]


def mended(model: type[BaseModel], given: Any, errors: Sequence[Mapping[str, Any]]) -> Any:
    """A copy of what was given where every place at fault holds a stand-in, or nothing if it may be left out."""
    copy = deepcopy(given)
    schema = _schema(model)
    for error in errors:
        path = error["loc"]
        if not path:
            return _stand_in(schema, schema)
        _mend(copy, path, schema)
    return copy


@cache
def _schema(model: type[BaseModel]) -> Schema:
    return model.model_json_schema()


def _mend(within: Any, path: Sequence[str | int], root: Schema) -> None:
    schema = root
    if path[-1] == KEY:
        path = path[:-1]
    for step in path[:-1]:
        if not _holds(within, step):
            return
        within = within[step]
        schema = _inside(schema, step, root)
    last = path[-1]
    if isinstance(within, dict) and isinstance(last, str):
        known = schema.get("properties", {})
        if last in known and last in schema.get("required", ()):
            within[last] = _stand_in(_resolved(known[last], root), root)
        else:
            within.pop(last, None)
    elif isinstance(within, list) and isinstance(last, int) and last < len(within):
        within[last] = _stand_in(_inside(schema, last, root), root)


def _holds(within: Any, step: str | int) -> bool:
    if isinstance(within, dict):
        return step in within
    return isinstance(within, list) and isinstance(step, int) and step < len(within)


def _inside(schema: Schema, step: str | int, root: Schema) -> Schema:
    inner = schema.get("items", {}) if isinstance(step, int) else schema.get("properties", {}).get(step, {})
    return _resolved(inner, root)


def _resolved(schema: Schema, root: Schema) -> Schema:
    while True:
        if "$ref" in schema:
            schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
        elif "anyOf" in schema:
            schema = schema["anyOf"][0]
        else:
            return schema


def _stand_in(schema: Schema, root: Schema) -> Any:
    if isinstance(given := next(iter(schema.get("examples", ())), None), str):
        return given
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    match schema.get("type"):
        case "object":
            known = schema.get("properties", {})
            return {
                name: _stand_in(_resolved(known[name], root), root) for name in schema.get("required", ())
            }
        case "array":
            return []
        case "integer" | "number":
            return schema.get("maximum", 1)
        case "boolean":
            return False
    return _text(schema)


def _text(schema: Schema) -> str:
    by_format = {"uuid": "00000000-0000-0000-0000-000000000000", "date": "2999-12-31"}
    by_format["date-time"] = "2999-12-31T00:00:00Z"
    if schema.get("format") in by_format:
        return by_format[schema["format"]]
    if "[0-9]" in schema.get("pattern", ""):
        return "1"
    return "—"

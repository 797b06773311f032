"""Completes the OpenAPI document with what is the same for every call: problems, headers, the key."""

from collections.abc import Iterator
from typing import Any

from dinghuo.api.calls import KEY_HEADER, LONGEST_KEY
from dinghuo.api.render import JSON, PROBLEM
from dinghuo.api.shapes.answer import InvalidAnswer, ProblemAnswer, RefusalAnswer

DESCRIPTION = """\
Everything that an ERP, a till or a test needs to run an order from catalogue to payment.

**Key.** Send `Authorization: Bearer <key>`. A key belongs to one organisation and has one person's grants.

**Decimals** are strings (`"12.50"`); requests may also send JSON numbers. Never read them as binary floats.

**Quantities.** `quantity` is in the unit that was entered. Everything in `quantities`, and in confirmations, shipments
and receipts, is in base units.

**Organisations** appear by their code.

**Lists** are `{"items": [...], "next": cursor}`; ask for the next page with `after=`.

**Writes** take an `Idempotency-Key`: the same key and body again gets the first answer (with `Idempotent-Replayed:
true`), the same key with another body is 409.

**Errors** are RFC 9457 problem documents. What belongs to somebody else is 404, what may be seen but not done is 403, a
refusal of the business is 409 with a `type` that names it, bad input is 422 with every fault."""

REASONS = {
    400: "The body is no JSON.",
    401: "No valid key.",
    403: "May be seen, but not done, with this key's grants.",
    404: "Isn't there, or belongs to somebody else.",
    409: "A refusal of the business; `type` names it.",
    413: "The body is too large.",
    415: "The body isn't JSON.",
    422: "Bad input, with every fault.",
    429: "Too many requests; wait for `Retry-After` seconds.",
}
KINDS = {409: RefusalAnswer, 422: InvalidAnswer}
WRITES = ("post", "put", "patch", "delete")
#: What a query names as a path would: 404 where it isn't there, or belongs to somebody else.
NAMED = frozenset({"sku", "product", "buyer", "kept", "merged", "owner", "seller", "warehouse", "list"})


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with what every call has in common."""
    schemas = document["components"]["schemas"]
    for model in (ProblemAnswer, InvalidAnswer, RefusalAnswer):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(schema.pop("$defs", {}))
        schemas[model.__name__] = schema
    for path, method, call in _calls(document):
        call["summary"] = call["operationId"].replace("_", " ").capitalize()
        call["responses"] = {str(status): answer for status, answer in call["responses"].items()}
        statuses = (
            [400, 401, 403, 404, 409, 413, 415, 422, 429] if method in WRITES else [401, 403, 404, 422, 429]
        )
        if method not in WRITES and "{" not in path and not _names(call):
            statuses.remove(404)
        for status in statuses:
            call["responses"][str(status)] = _problem(status)
        if method in WRITES:
            _relax_body(call, schemas)
            call.setdefault("parameters", []).append(_idempotency_key())
    document["servers"] = [{"url": "/", "description": "This installation."}]
    return document


def _calls(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            yield path, method, call


def _names(call: dict[str, Any]) -> bool:
    return any(each["in"] == "query" and each["name"] in NAMED for each in call.get("parameters", []))


def _relax_body(call: dict[str, Any], schemas: dict[str, Any]) -> None:
    """A body of which no field is required may be left out."""
    body = call.get("requestBody")
    if body:
        name = body["content"][JSON]["schema"]["$ref"].rsplit("/", 1)[-1]
        body["required"] = bool(schemas[name].get("required"))


def _problem(status: int) -> dict[str, Any]:
    name = KINDS.get(status, ProblemAnswer).__name__
    told: dict[str, Any] = {
        "description": REASONS[status],
        "content": {PROBLEM: {"schema": {"$ref": f"#/components/schemas/{name}"}}},
    }
    if status == 429:
        texts = ("RateLimit", "RateLimit-Policy")
        told["headers"] = {
            "Retry-After": {"schema": {"type": "integer"}},
            **{name: {"schema": {"type": "string"}} for name in texts},
        }
    if status == 401:
        told["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return told


def _idempotency_key() -> dict[str, Any]:
    return {
        "in": "header",
        "name": KEY_HEADER,
        "required": False,
        "description": "Makes it safe to ask again: one effect, the same answer.",
        "schema": {"type": "string", "pattern": f"^[ -~]{{1,{LONGEST_KEY}}}$"},
        "example": "4f9c1d2e",
    }

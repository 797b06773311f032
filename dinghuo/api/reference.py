"""Shows the API to people and programs: the OpenAPI document, and a page made from it without any script."""

import json
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from dinghuo.api.render import JSON, to_json
from dinghuo.api.root import api

ROOT = "/api/v1/"


@cache
def described() -> dict[str, Any]:
    """The OpenAPI document as plain values."""
    return json.loads(to_json(api.get_openapi_schema(path_prefix=ROOT)))


def document(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/openapi.json."""
    return HttpResponse(to_json(described()), content_type=JSON)


def home(request: HttpRequest) -> HttpResponse:
    """The bare address leads to the page."""
    return HttpResponseRedirect(f"{ROOT}docs")


def page(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/docs."""
    found = described()
    response = render(
        request,
        "api/docs.html",
        {"about": found["info"], "chapters": _chapters(found), "schemas": _schemas(found)},
    )
    policy = "; ".join(f"{name} {' '.join(sources)}" for name, sources in settings.CONTENT_POLICY.items())
    response["Content-Security-Policy"] = policy
    return response


def _chapters(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The calls by tag, in the order in which the routers stand in root.py."""
    chapters: dict[str, list[dict[str, Any]]] = {}
    for path, methods in found["paths"].items():
        for method, call in methods.items():
            chapters.setdefault(call["tags"][0], []).append(_told(path, method, call))
    return [{"name": name, "calls": calls} for name, calls in chapters.items()]


def _told(path: str, method: str, call: dict[str, Any]) -> dict[str, Any]:
    body = call.get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema")
    return {
        "id": call["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": call["summary"],
        "words": call.get("description", ""),
        "parameters": [
            {
                "name": each["name"],
                "place": each["in"],
                "required": each["required"],
                "kind": _kind(each["schema"]),
                "words": _words(each),
            }
            for each in call.get("parameters", ())
        ],
        "body": _name(body) if body else "",
        "answers": [
            {"status": status, "words": answer["description"], "schema": _answer_name(answer)}
            for status, answer in sorted(call["responses"].items())
        ],
    }


def _words(parameter: dict[str, Any]) -> str:
    return parameter.get("description") or parameter["schema"].get("description", "")


def _answer_name(answer: dict[str, Any]) -> str:
    for content in answer.get("content", {}).values():
        return _name(content.get("schema", {}))
    return ""


def _schemas(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "words": schema.get("description", ""),
            "fields": [
                {
                    "name": field,
                    "kind": _kind(told),
                    "kind_id": _name(told),
                    "required": field in schema.get("required", ()),
                    "words": told.get("description", ""),
                }
                for field, told in schema.get("properties", {}).items()
            ],
            "examples": [
                json.dumps(each, ensure_ascii=False, indent=2) for each in schema.get("examples", ())
            ],
        }
        for name, schema in sorted(found["components"]["schemas"].items())
    ]


def _name(schema: dict[str, Any]) -> str:
    """The schema that this one is, or is a list of, if it has a name."""
    for inner in (schema, schema.get("items", {}), *schema.get("anyOf", ()), *schema.get("allOf", ())):
        if "$ref" in inner:
            return str(inner["$ref"]).rsplit("/", 1)[-1]
        if inner is not schema and "items" in inner and (name := _name(inner)):
            return name
    return ""


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _name(schema)
    if "anyOf" in schema or "allOf" in schema:
        kinds = [_kind(each) for each in schema.get("anyOf", schema.get("allOf", ()))]
        return " | ".join(dict.fromkeys(kinds))
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    if "enum" in schema or "const" in schema:
        return " | ".join(str(each) for each in schema.get("enum", [schema.get("const")]))
    return str(schema.get("format") or schema.get("type") or "any")

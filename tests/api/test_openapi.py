"""The API as it describes itself: the committed document, the page made from it, the addresses of both."""

import importlib
import json
import re
from collections import Counter
from pathlib import Path

from dinghuo.api.bodies.body import Part
from dinghuo.api.reference import described
from dinghuo.api.shapes.answer import Answer
from dinghuo.foundation.errors import Refusal
from dinghuo.local.places import ROOT
from tests.makers.keys import Program

SNAPSHOT: Path = ROOT / "docs" / "api" / "openapi.json"
#: What api.md promises; a client written against it keeps working.
PROMISED = """
GET /products            GET /products/{sku}         POST /price-checks
POST /orders             GET /orders                 GET /orders/{number}
POST /orders/{number}/approval                       DELETE /orders/{number}/approval
POST /orders/{number}/confirmation                   POST /orders/{number}/changes
POST /changes/{id}/acceptance                        DELETE /changes/{id}/acceptance
POST /orders/{number}/cancellation                   POST /orders/{number}/shipments
POST /shipments/{number}/tracking                    POST /shipments/{number}/receipt
POST /orders/{number}/payments                       GET /orders/{number}/messages
POST /orders/{number}/messages                       GET /orders/{number}/documents/{kind}.pdf
POST /stock-counts       PUT /stock/{sku}            PUT /prices/{list}/{sku}
GET /ledger/trial-balance                            GET /statements
"""


#: What only screens ask for, or the program itself.
NOT_OVER_THE_API = {
    "refused",
    "advance-short",
    "cart-empty",
    "credit-in-use",
    "credit-not-held",
    "not-reserved",
    "not-shipped",
    "price-changed",
    "price-list-taken",
    "stock-approval-needed",
}


def test_the_committed_document_is_the_one_served():
    """After a change of the API write it anew: manage.py write_openapi."""
    assert json.loads(SNAPSHOT.read_text()) == described()


def test_every_promised_call_is_there():
    calls = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, methods in described()["paths"].items()
        for method in methods
    }
    assert set(re.findall(r"[A-Z]+ /\S+", PROMISED)) <= calls


def test_each_shape_has_a_name_of_its_own():
    """In the document one of two with the same name would be described as the other."""
    shapes = {kind for parent in (Answer, Part) for kind in heirs(parent)}
    names = Counter(kind.__name__ for kind in shapes if kind.__module__.startswith("dinghuo.api."))
    assert not [name for name, times in names.items() if times > 1]


def heirs(kind: type) -> set[type]:
    return {kind}.union(*(heirs(each) for each in kind.__subclasses__()))


def test_it_is_open_to_everybody(db):
    answer = Program().get("/openapi.json")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
    assert answer["openapi"].startswith("3.")


def test_each_call_is_described():
    for path, methods in described()["paths"].items():
        for method, call in methods.items():
            assert call["description"], f"{method} {path}"
            assert call["tags"], f"{method} {path}"
            if method != "get":
                assert any(each["name"] == "Idempotency-Key" for each in call["parameters"]), (
                    f"{method} {path}"
                )


def test_the_page_needs_no_script_and_nobody_elses_server(db):
    page = Program().get("/docs")
    text = page.content.decode()
    assert page.status == 200
    for call in ("place_order", "receive_shipment", "trial_balance"):
        assert f'id="{call}"' in text
    assert not re.search(r"<script|\sstyle=|\son\w+=|https?://", text)
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    targets = set(re.findall(r'href="#([^"]+)"', text))
    assert targets <= set(re.findall(r'id="([^"]+)"', text))


def test_the_bare_address_leads_to_the_page(client):
    assert client.get("/api/v1/").headers["Location"] == "/api/v1/docs"


def test_every_refusal_is_explained():
    """The words by which programs know refusals stand in docs/api/README.md, and no others."""
    told = set(re.findall(r"^\| `([a-z-]+)` \| ", SNAPSHOT.with_name("README.md").read_text(), re.MULTILINE))
    modules = ("foundation.errors", "foundation.states", "foundation.idempotency")
    domains = ("ordering", "inventory", "pricing", "finance", "fulfilment", "billing")
    known = {
        kind.type
        for name in (*modules, *(f"{domain}.errors" for domain in domains))
        for kind in vars(importlib.import_module(f"dinghuo.{name}")).values()
        if isinstance(kind, type) and issubclass(kind, Refusal)
    }
    assert told <= known
    assert known - told == NOT_OVER_THE_API

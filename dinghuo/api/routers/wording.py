"""The calls about how goods are found: synonyms, searches without result, customers' own codes."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import wording as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.customer import customer_id
from dinghuo.api.paging import After, Limit
from dinghuo.api.routers.products import Customer
from dinghuo.api.shapes.wording import (
    ChangedAnswer,
    EmptySearchesAnswer,
    OwnCodePage,
    SynonymAnswer,
    SynonymsAnswer,
    empty_search_shape,
    own_code_shape,
    synonym_shape,
)
from dinghuo.api.values import Name
from dinghuo.catalogue.actions.wording.remove_synonym import remove_synonym
from dinghuo.catalogue.actions.wording.save_customer_codes import CodeRow, save_customer_codes
from dinghuo.catalogue.actions.wording.save_synonym import save_synonym
from dinghuo.catalogue.queries.wording import customer_codes, empty_searches, synonym_with, synonyms
from dinghuo.foundation.errors import NotFound

router = Router(tags=["Search"])


@router.get("/synonyms", response=SynonymsAnswer, operation_id="synonyms")
@reading()
def get_synonyms(request: Call, search: Name = "") -> dict[str, Any]:
    """The words that mean the same to who searches, the latest first."""
    return {"items": [synonym_shape(each) for each in synonyms(request.auth, search)], "next": None}


@router.post("/synonyms", response={201: SynonymAnswer}, operation_id="add_synonym")
@writing(201)
def post_synonym(request: Call, body: bodies.NewSynonym) -> dict[str, Any]:
    """Make words mean the same, from the next search on."""
    return synonym_shape(save_synonym(request.auth, body.words))


@router.post("/synonyms/removal", response=SynonymsAnswer, operation_id="remove_synonym")
@writing()
def delete_synonym(request: Call, body: bodies.OneWord) -> dict[str, Any]:
    """Let the words of a synonym, named by one of them, mean only themselves again; answers with what is left."""
    remove_synonym(request.auth, synonym_with(request.auth, body.word).id)
    return {"items": [synonym_shape(each) for each in synonyms(request.auth)], "next": None}


@router.get("/empty-searches", response=EmptySearchesAnswer, operation_id="empty_searches")
@reading()
def get_empty_searches(request: Call) -> dict[str, Any]:
    """What was asked for in vain in the last three months, the most frequent first: at most 100."""
    return {"items": [empty_search_shape(each) for each in empty_searches(request.auth)], "next": None}


@router.get("/own-codes", response=OwnCodePage, operation_id="own_codes")
@reading()
def get_own_codes(
    request: Call, search: Name = "", buyer: Customer = None, after: After = None, limit: Limit = 50
) -> dict[str, Any]:
    """What a customer calls the goods it buys, by code."""
    buyer_id = customer_id(request.auth, buyer)
    if buyer_id is None:
        raise NotFound("own-codes")
    page = customer_codes(request.auth, buyer_id, search, after, limit)
    return {"items": [own_code_shape(each) for each in page.items], "next": page.next}


@router.put("/own-codes", response=ChangedAnswer, operation_id="put_own_codes")
@writing()
def put_own_codes(request: Call, body: bodies.OwnCodes) -> dict[str, Any]:
    """Set the customer's own codes of these articles, all or none; other articles keep theirs."""
    rows = [CodeRow(each.sku, each.code or "", each.name) for each in body.codes]
    return {"changed": save_customer_codes(request.auth, rows, customer_id(request.auth, body.buyer))}

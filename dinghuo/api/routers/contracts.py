"""The calls about contracts: what there is, writing, signing, extending and ending one."""

from typing import Any, Literal

from django.http import HttpResponse
from ninja import Router

from dinghuo.api.bodies import contracts as bodies
from dinghuo.api.bodies.ordering import Why
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.faults import told_as
from dinghuo.api.files import PAPER, paper_response
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import seller_id, the_contract
from dinghuo.api.shapes.contract import (
    ContractAnswer,
    ContractPricesPage,
    ContractsPage,
    contract_line,
    contract_price,
    contract_shape,
)
from dinghuo.api.values import Name
from dinghuo.foundation.actor import Actor
from dinghuo.pricing.actions.contracts.end_contract import end_contract
from dinghuo.pricing.actions.contracts.extend_contract import extend_contract
from dinghuo.pricing.actions.contracts.save_contract import ContractInput, save_contract
from dinghuo.pricing.actions.contracts.sign_contract import sign_contract
from dinghuo.pricing.queries.contracts.contract_prices import contract_prices
from dinghuo.pricing.queries.contracts.contracts import contract, contract_paper, contracts

router = Router(tags=["Contracts"])


@router.get("/contracts", response=ContractsPage, operation_id="contracts")
@reading()
def get_contracts(
    request: Call,
    state: Literal["", "draft", "signed", "ended", "dropped"] = "",
    search: Name = "",
    after: After = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """Contracts by which the key's organisation sells or buys (the operator: everybody's), newest first."""
    page = contracts(request.auth, "", state, search, after, limit)
    return {"items": [contract_line(each) for each in page.items], "next": page.next}


@router.post("/contracts", response=ContractAnswer, operation_id="save_contract")
@writing()
def post_contract(request: Call, body: bodies.ContractBody) -> dict[str, Any]:
    """Write a contract, or change a draft. No price changes before it is signed."""
    actor = request.auth
    seller = seller_id(actor, body.seller)
    same = ("name", "buyer", "lists", "starts_on", "ends_on", "promotable", "remind_days", "terms")
    row = ContractInput(
        **{name: getattr(body, name) for name in same},
        number=body.number or "",
        seller_id=seller,
        paper=body.content or b"",
    )
    with told_as(paper="content"):
        return _shape(actor, save_contract(actor, row).number)


@router.get("/contracts/{number}", response=ContractAnswer, operation_id="contract")
@reading(of=the_contract)
def get_contract(request: Call, number: str) -> dict[str, Any]:
    """One contract."""
    return _shape(request.auth, number)


@router.get("/contracts/{number}/prices", response=ContractPricesPage, operation_id="contract_prices")
@reading(of=the_contract)
def get_contract_prices(request: Call, number: str, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """What its articles cost now; on its first day where that is to come, on its last where that has been."""
    page = contract_prices(request.auth, contract(request.auth, number), after, limit)
    return {"items": [contract_price(row) for row in page.items], "next": page.next}


@router.get(
    "/contracts/{number}/paper",
    response={200: None},
    operation_id="contract_paper",
    openapi_extra=PAPER,
)
@reading(of=the_contract)
def get_contract_paper(request: Call, number: str) -> HttpResponse:
    """The signed paper. 404 also while there is none."""
    return paper_response(*contract_paper(request.auth, number))


@router.post("/contracts/{number}/signature", response=ContractAnswer, operation_id="sign_contract")
@writing(of=the_contract)
def post_signature(request: Call, number: str) -> dict[str, Any]:
    """Both have signed, and the paper is there: its lists count on its days."""
    sign_contract(request.auth, number)
    return _shape(request.auth, number)


@router.post("/contracts/{number}/extension", response=ContractAnswer, operation_id="extend_contract")
@writing(of=the_contract)
def post_extension(request: Call, number: str, body: bodies.Extension) -> dict[str, Any]:
    """Write the contract that follows, with the same lists; answers with that draft."""
    made = extend_contract(request.auth, number, body.ends_on)
    return _shape(request.auth, made.number)


@router.post("/contracts/{number}/end", response=ContractAnswer, operation_id="end_contract")
@writing(of=the_contract)
def post_end(request: Call, number: str, body: Why) -> dict[str, Any]:
    """End a contract now, or drop a draft. Orders already placed keep their prices."""
    end_contract(request.auth, number, body.reason)
    return _shape(request.auth, number)


def _shape(actor: Actor, number: str) -> dict[str, Any]:
    return contract_shape(contract(actor, number))

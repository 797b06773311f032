"""The calls about pictures and documents of products: what buyers may read, and what sellers ask to be shown."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from ninja import Router

from dinghuo.api.bodies.looks import FileIn, LooksIn
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_description
from dinghuo.api.shapes.looks import FileAnswer, LooksAnswer, looks_shape
from dinghuo.api.values import IdIn
from dinghuo.catalogue.actions.looks.add_document import add_document
from dinghuo.catalogue.actions.looks.add_picture import add_picture
from dinghuo.catalogue.actions.looks.submit_looks import DocumentRow, Looks, submit_looks
from dinghuo.catalogue.queries.own_description import own_description
from dinghuo.catalogue.queries.product_documents import shown_document
from dinghuo.organisations.queries.storefronts import home_storefront

router = Router(tags=["Products"])

PDF, WEBP = "application/pdf", "image/webp"
FILE = {"schema": {"type": "string", "format": "binary"}}


@router.get(
    "/product-documents/{id}",
    response={200: None},
    operation_id="product_document",
    openapi_extra={"responses": {200: {"content": {PDF: FILE, WEBP: FILE}}}},
)
@reading()
def get_document(request: Call, id: IdIn) -> HttpResponse:
    """A document of a product that the storefront shows to the key's organisation; 404 for any other."""
    actor = request.auth
    place = shown_document(actor, home_storefront(actor).id, id)
    return HttpResponse(
        place.read_bytes(),
        content_type=PDF if place.suffix == ".pdf" else WEBP,
        headers={"Content-Disposition": f'attachment; filename="{place.name}"'},
    )


@router.post("/product-files", response={201: FileAnswer}, operation_id="add_product_file")
@writing(201)
def post_file(request: Call, body: FileIn) -> dict[str, Any]:
    """Keep a picture or document that `submit_looks` will name. What nothing names is deleted after two days."""
    keep = add_picture if body.use == "picture" else add_document
    return {"file": keep(request.auth, body.content)}


@router.get("/product-looks/{product}", response=LooksAnswer, operation_id="looks")
@reading(of=the_description)
def get_looks(request: Call, product: str) -> dict[str, Any]:
    """The pictures and documents of a product as your house works on them. `product` is its code: the product's."""
    return looks_shape(own_description(request.auth, product))


@router.put("/product-looks/{product}", response=LooksAnswer, operation_id="submit_looks")
@writing(of=the_description)
def put_looks(request: Call, product: str, body: LooksIn) -> dict[str, Any]:
    """Ask that these pictures and documents be shown, in this order, and no others: buyers see them once the operator
    has approved. What your house has drafted of the product is submitted with them."""
    looks = Looks(
        images=[each.file for each in body.pictures],
        texts={each.file: _texts(each.texts) for each in body.pictures if each.texts},
        documents=[
            DocumentRow(each.file, each.kind, each.name, _texts(each.names)) for each in body.documents
        ],
    )
    submit_looks(request.auth, product, looks)
    return looks_shape(own_description(request.auth, product))


def _texts(told: Mapping[Any, str]) -> dict[str, str]:
    return {str(language): text for language, text in told.items()}

"""Products as the house describes them: a draft, then submitted; buyers see them once the operator has approved."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.attributes.add_file import add_file
from dinghuo.catalogue.actions.looks.add_document import add_document
from dinghuo.catalogue.actions.looks.add_picture import add_picture
from dinghuo.catalogue.actions.versions.save_draft import ProductRow, save_draft
from dinghuo.catalogue.actions.versions.submit_products import submit_products
from dinghuo.catalogue.queries.brands import brand_names
from dinghuo.catalogue.queries.categories import categories
from dinghuo.catalogue.queries.categories import category as find_category
from dinghuo.catalogue.queries.own_description import own_description
from dinghuo.catalogue.queries.product_documents import name_of, own_document
from dinghuo.catalogue.queries.templates import Template, template_of_path
from dinghuo.catalogue.queries.versions import open_version, versions
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.fields import translated
from dinghuo.organisations.queries.own import own_organisation_id
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.looks_form import with_document, with_pictures
from dinghuo.web.selling.product_form import (
    DECIMALS,
    LANGUAGES,
    MOST_VARIANTS,
    PACKS,
    beside_fields,
    stored_product,
    typed_product,
    typed_values,
    variants_of,
    with_matrix,
)
from dinghuo.web.shared import flash
from dinghuo.web.shared.attribute_words import value_words
from dinghuo.web.shared.document_words import document_kinds
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.handed_out import handed_out
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pictures import address_of
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.version_words import state_words

KINDS = ("draft", "submitted", "rejected", "approved")


def products(request: Request, actor: Actor) -> HttpResponse:
    """What the house has written: drafts, what waits, what was decided."""
    listing = Listing.of(request, filters={"state": KINDS})
    chosen = listing["state"]
    page = versions(actor, [chosen] if chosen else KINDS, listing.after or None)
    words = state_words()
    context = {
        "page": page,
        "rows": [(row, words[row.state]) for row in page.items],
        "chips": [("", _("All"), not chosen), *((key, words[key].words, key == chosen) for key in KINDS)],
    }
    return render(request, "selling/products/list.html", context)


def new_product(request: Request, actor: Actor) -> HttpResponse:
    """A new product: first where it belongs, then the form that is made from there."""
    # What was posted also where it comes back refused, as if asked for by GET.
    given = request.POST.get("category", "") or request.GET.get("category", "")
    if not given:
        context = {"tree": categories(actor, with_empty=True), "trail": _trail(request, _("New product"))}
        return render(request, "selling/products/category.html", context)
    return _form(request, actor, None, given)


def product(request: Request, actor: Actor, code: str) -> HttpResponse:
    """A product of the house: the version it works on, else what buyers see."""
    row = own_description(actor, code)
    return _form(request, actor, row, row.category, open_version(actor, code))


def _form(
    request: Request, actor: Actor, row: ProductRow | None, category: str, working: Any = None
) -> HttpResponse:
    place = find_category(actor, category)
    template = template_of_path(actor, place.path)
    matrix: dict[str, Any] | None = None
    if request.method == "POST":
        if request.POST.get("step") == "variants":
            matrix = _matrix(request, template)
        else:
            return _save(request, actor, row, category, template)
    stored = stored_product(row)
    form = Form(matrix) if matrix is not None else Form.of(request, stored)
    values = matrix if matrix is not None else stored if form.typed is None else typed_values(request.POST)
    axes = {axis.key: axis for axis in template.axes}
    title = translated(row.name, row.names) if row else _("New product")
    context = {
        "row": row,
        "place": place,
        "form": form,
        "working": working,
        "state": state_words()[working.state] if working else None,
        "attributes": [
            (each, f"attributes.{each.key}", _value(form, each.key)) for each in template.attributes
        ],
        "axes": template.axes,
        "variants": [
            (
                f"variants.{i}",
                i,
                [(axes[key], value, value_words(axes[key], value)) for key, value in options.items()],
            )
            for i, options in enumerate(variants_of(values, axes))
        ],
        "brands": brand_names(actor),
        "languages": LANGUAGES,
        "packs": PACKS,
        "parts": [(k, f"pack.{k}") for k in PACKS],
        "divided": [(key, _("to %(least)s") % {"least": f"0.{'1'.zfill(int(key))}"}) for key in DECIMALS],
        "usual": [("", _("the base unit")), ("0", _("the first pack")), ("1", _("the second pack"))],
        "pictures": [
            (file, address_of(file), f"picture.{i}") for i, file in enumerate(_files(form, values, "image"))
        ],
        "places": [(str(i + 1), str(i + 1)) for i in range(len(_files(form, values, "image")))],
        "documents": [
            (file, name_of(file), f"document.{k}") for k, file in enumerate(_files(form, values, "document"))
        ],
        "document_kinds": list(document_kinds().items()),
        "trail": _trail(request, title),
        "title": title,
    }
    return render(request, "selling/products/form.html", context)


def _value(form: Form, key: str) -> Any:
    values = form.values(f"attributes.{key}") if form.typed is not None else form.value(f"attributes.{key}")
    return (
        values
        if isinstance(values, list) and len(values) != 1
        else values[0]
        if isinstance(values, list)
        else values
    )


def _files(form: Form, values: Any, name: str) -> list[str]:
    return form.values(name) if form.typed is not None else list(values.get(name, ()))


def _matrix(request: Request, template: Template) -> dict[str, Any]:
    try:
        return with_matrix(typed_values(request.POST), request.POST, template)
    except Invalid as invalid:
        told = _("Choose values so that there are 1 to %s variants.") % MOST_VARIANTS
        raise Invalid([Fault("axes", "number", told)]) from invalid


def _save(
    request: Request, actor: Actor, stored: ProductRow | None, category: str, template: Template
) -> HttpResponse:
    typed = request.POST.copy()
    for each in template.attributes:
        if upload := request.FILES.get(f"attributes.{each.key}.file"):
            typed[f"attributes.{each.key}"] = add_file(actor, upload.read(), f"attributes.{each.key}")
    sent = [add_picture(actor, upload.read(), "pictures") for upload in request.FILES.getlist("pictures")]
    with_pictures(typed, sent)
    for upload in request.FILES.getlist("documents"):
        with_document(typed, add_document(actor, upload.read(), "documents"), upload.name or "")
    row = typed_product(typed, category, template, stored, own_organisation_id(actor))
    try:
        if typed.get("step") == "draft":
            save_draft(actor, row)
            flash.say(request, _("The draft is kept. Buyers see no difference yet."))
        else:
            submit_products(actor, [row])
            flash.say(request, _("Submitted. Buyers see it once the operator has approved it."))
    except Invalid as invalid:
        # Files can't be shown again: what was sent is named, so that it needn't be sent twice.
        request.POST = typed  # type: ignore[assignment]  # Django says immutable, and reads either
        raise beside_fields(invalid) from invalid
    return HttpResponseRedirect(
        here(request, "product", row.code) if typed.get("step") == "draft" else here(request, "products")
    )


def document(request: Request, actor: Actor, code: str, name: str) -> HttpResponse:
    """A document of the product, as the house works on it."""
    return handed_out(own_document(actor, code, name))


def _trail(request: Request, title: str) -> list[tuple[str, str]]:
    return [(here(request, "goods"), _("Goods")), (here(request, "products"), _("Descriptions")), ("", title)]

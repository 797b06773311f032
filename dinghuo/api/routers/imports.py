"""The calls about imports: bring a sheet, look how far it is, write it, take it back."""

from typing import Any, Literal

from ninja import Router

from dinghuo.api.bodies.integration import SheetIn
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.faults import told_as
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import the_import
from dinghuo.api.shapes.sheet_import import (
    ImportAnswer,
    ImportPage,
    ImportRowPage,
    import_row_shape,
    import_shape,
)
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.start_import import start_import
from dinghuo.integration.actions.imports.undo_import import undo_import
from dinghuo.integration.queries.imports.preview_rows import preview_rows
from dinghuo.integration.queries.imports.sheet_imports import sheet_import, sheet_imports
from dinghuo.integration.states import ImportKind

router = Router(tags=["Imports"])
RowWord = Literal["", "new", "changed", "offer", "unchanged", "wrong"]


@router.get("/imports", response=ImportPage, operation_id="imports")
@reading()
def get_imports(request: Call, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """The sheets that the key's organisation has brought, the newest first."""
    page = sheet_imports(request.auth, after, limit)
    return {"items": [import_shape(line) for line in page.items], "next": page.next}


@router.post("/imports", response={201: ImportAnswer}, operation_id="start_import")
@writing(201)
def post_import(request: Call, body: SheetIn) -> dict[str, Any]:
    """Bring a sheet: it is read by a job, and nothing is written before `POST /imports/{number}/application`.

    Columns are recognised by their headings in English and Chinese; the templates on screen have them all.
    """
    options = {"list": body.list or "", "warehouse": body.warehouse or ""}
    options["storefront"] = body.storefront or ""
    with told_as(file="content"):
        made = start_import(request.auth, ImportKind(body.kind), body.file_name, body.content, options)
    return import_shape(sheet_import(request.auth, made.number))


@router.get("/imports/{number}", response=ImportAnswer, operation_id="import")
@reading(of=the_import)
def get_import(request: Call, number: str) -> dict[str, Any]:
    """How far an import is."""
    return import_shape(sheet_import(request.auth, number))


@router.get("/imports/{number}/rows", response=ImportRowPage, operation_id="import_rows")
@reading(of=the_import)
def get_import_rows(
    request: Call, number: str, state: RowWord = "", after: After = None, limit: Limit = 50
) -> dict[str, Any]:
    """The rows of its preview, of one state if it is named: what they do, and what is wrong with which cell."""
    page = preview_rows(request.auth, number, state, after, limit)
    return {"items": [import_row_shape(row) for row in page.items], "next": page.next}


@router.post("/imports/{number}/application", response=ImportAnswer, operation_id="apply_import")
@writing(of=the_import)
def post_application(request: Call, number: str) -> dict[str, Any]:
    """Write what the preview shows, by a job; wrong rows are left out. Refused as `import-elsewhere` unless it is
    `previewed`, as `nothing-to-import` where no row does anything."""
    apply_import(request.auth, sheet_import(request.auth, number).id)
    return import_shape(sheet_import(request.auth, number))


@router.delete("/imports/{number}/application", response=ImportAnswer, operation_id="undo_import")
@writing(of=the_import)
def delete_application(request: Call, number: str) -> dict[str, Any]:
    """Take back all that it wrote, by a job; where something later depends on it, it stays `applied` and `refusal` says
    on which rows. Refused as `import-elsewhere` unless it is `applied`."""
    undo_import(request.auth, sheet_import(request.auth, number).id)
    return import_shape(sheet_import(request.auth, number))

"""Takes a sheet that is to be imported: it is read by a job, and nothing is written before somebody has seen it."""

from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.events import SheetUploaded
from dinghuo.integration.models import Import
from dinghuo.integration.permissions import OF_KIND
from dinghuo.integration.states import ImportKind
from dinghuo.integration.steps.imports.start_work import start_work
from dinghuo.integration.steps.imports.uploads import Brought, keep_upload
from dinghuo.organisations.queries.own import own_organisation_id

#: 200,000 rows of prices take about 8 MB.
MOST_BYTES = 30 * 1024 * 1024
MOST_PICTURE_BYTES = 300 * 1024 * 1024
OPTIONS = frozenset({"list", "warehouse", "storefront", "seller"})


def start_import(
    actor: Actor,
    kind: ImportKind,
    file_name: str,
    content: bytes | Brought,
    options: Mapping[str, str] | None = None,
    pictures: bytes | Brought = b"",
) -> Import:
    """Keep the file and queue its reading; returns the import in state uploaded.

    `options` say where rows go that name no place themselves: list, warehouse, storefront, seller. `pictures`: a zip
    whose pictures are named after codes. Files come as bytes, or in pieces that are never in memory together. Raises
    Invalid.
    """
    require(actor, OF_KIND[kind])
    if actor.membership_id is None:
        raise NotAllowed(OF_KIND[kind])
    faults = Faults()
    file, zipped = _brought(content), _brought(pictures)
    _check_size(faults, "file", file, MOST_BYTES)
    if not file.size:
        faults.add("file", "required", _("Choose a file."))
    _check_size(faults, "pictures", zipped, MOST_PICTURE_BYTES)
    faults.raise_any()
    with acting(actor):
        imported = Import.objects.create(
            market_id=actor.market_id,
            organisation_id=own_organisation_id(actor),
            number=draw_numbers(actor.market_id, "IM")[0],
            kind=ImportKind(kind).value,
            options={name: text[:60] for name, text in (options or {}).items() if name in OPTIONS and text},
            file_name="".join(sign for sign in file_name if sign.isprintable())[-200:],
            file=keep_upload(actor.market_id, file),
            pictures=keep_upload(actor.market_id, zipped) if zipped.size else "",
            membership_id=actor.membership_id,
            person_name=actor.person_name,
            language=get_language() or actor.language,
        )
        data = {"kind": imported.kind, "file": imported.file_name}
        record(actor, SheetUploaded(imported.id, imported.number, [imported.organisation_id], data))
        start_work(imported)
    return imported


def _brought(content: bytes | Brought) -> Brought:
    return ContentFile(content) if isinstance(content, bytes) else content


def _check_size(faults: Faults, path: str, file: Brought, most: int) -> None:
    if (file.size or 0) > most:
        told = _("At most %(most)s MB. Send it in parts.") % {"most": most // 1024**2}
        faults.add(path, "too-large", told)

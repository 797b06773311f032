"""Deletes files of the catalogue that nothing shows any more."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from dinghuo.catalogue.permissions import REVIEW_PRODUCT
from dinghuo.catalogue.rules.picture_sizes import whole_of
from dinghuo.catalogue.steps.files_in_use import files_in_use
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting

#: A file that was sent in for a form that is still open is left alone.
GRACE = timedelta(days=2)
#: What a version showed can be looked at for this long after it was decided on.
KEPT = timedelta(days=90)


def clear_files(actor: Actor) -> int:
    """Delete pictures, smaller sizes of them, and documents that neither a product nor a version of the last 90 days
    names, once they are two days old. Returns how many files went."""
    require(actor, REVIEW_PRODUCT)
    root = Path(settings.MEDIA_ROOT)
    before = (now() - GRACE).timestamp()
    # Found first, asked for afterwards: what comes into use in between is in the answer.
    old = {str(place.relative_to(root)) for place in _places(root, actor) if _is_old(place, before)}
    if not old:
        return 0
    with acting(actor):
        used = files_in_use(actor, now() - KEPT)
    gone = [file for file in old if file not in used and whole_of(file) not in used]
    return sum(_deleted(root / file, before) for file in gone)


def _places(root: Path, actor: Actor) -> Iterator[Path]:
    market = actor.market_id.hex
    for folder in (f"catalogue/{market}", f"private/documents/*/{market}"):
        yield from (place for place in root.glob(f"{folder}/*/*") if place.is_file())


def _is_old(place: Path, before: float) -> bool:
    try:
        return place.stat().st_mtime < before
    except FileNotFoundError:
        return False


def _deleted(place: Path, before: float) -> int:
    # Somebody may have sent the same file again in the meantime: then it is new.
    if not _is_old(place, before):
        return 0
    place.unlink(missing_ok=True)
    return 1

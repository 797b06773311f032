"""The scan of a paper, for who may see the paper."""

from pathlib import Path
from uuid import UUID

from django.conf import settings

from dinghuo.catalogue.queries.qualifications.papers import paper
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotFound


def paper_file(actor: Actor, paper_id: UUID) -> tuple[bytes, str]:
    """The file and the name it is given. Raises NotFound."""
    found = paper(actor, paper_id)
    place = Path(settings.MEDIA_ROOT) / found.file
    if not place.is_file():
        raise NotFound(str(paper_id))
    return place.read_bytes(), f"{found.kind.key}{place.suffix}"

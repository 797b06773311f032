"""Which files of the catalogue something names."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection

from dinghuo.foundation.actor import Actor

IN_USE = Path(__file__).with_suffix(".sql").read_text()
#: A path as steps/keep_file.py makes them.
PATTERN = r"((?:catalogue|private/documents/[0-9a-f]{32})/[0-9a-f]{32}/[0-9a-f]{2}/[0-9a-f]{32}\.[a-z]+)"


def files_in_use(actor: Actor, since: datetime) -> set[str]:
    """Paths below MEDIA_ROOT that products, papers, open versions and those decided on `since` name. One statement."""
    values: dict[str, Any] = {"market": actor.market_id, "since": since, "pattern": PATTERN}
    with connection.cursor() as cursor:
        cursor.execute(IN_USE, values)
        return {file for (file,) in cursor.fetchall()}

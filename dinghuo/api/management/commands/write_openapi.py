"""manage.py write_openapi: writes docs/api/openapi.json, the API as it is committed."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from dinghuo.api.reference import described


class Command(BaseCommand):
    """Write the OpenAPI document; a test compares it with the one that is served."""

    help = "Writes docs/api/openapi.json."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        place = Path(settings.ROOT) / "docs" / "api" / "openapi.json"
        place.write_text(json.dumps(described(), ensure_ascii=False, indent=1) + "\n")
        self.stdout.write(f"{place.relative_to(settings.ROOT)} written")

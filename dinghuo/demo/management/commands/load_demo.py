"""manage.py load_demo: fills an empty installation with the demo's two markets."""

from typing import Any

from django.core.management.base import BaseCommand

from dinghuo.demo.load import load
from dinghuo.local.places import var


class Command(BaseCommand):
    help = "Make the demo's markets where they are missing, and write their logins and keys to var/demo.json."

    def handle(self, *arguments: Any, **options: Any) -> None:
        load(lambda line: self.stdout.write(f"  {line}"), var() / "demo.json")

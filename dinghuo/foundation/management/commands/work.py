"""manage.py work: run queued jobs until told to stop."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from dinghuo.foundation import readiness
from dinghuo.foundation.collector import keep_loaded


class Command(BaseCommand):
    """Runs the worker, unless the database or our role in it is unsafe."""

    help = "Run queued jobs until told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add how many jobs run at once."""
        parser.add_argument("--concurrency", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse or work."""
        readiness.require_safe()
        keep_loaded()
        call_command("procrastinate", "worker", concurrency=options["concurrency"])

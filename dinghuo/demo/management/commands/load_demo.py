"""manage.py load_demo: fills an empty installation with the demo's two markets, or with a large one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dinghuo.demo.load import load
from dinghuo.demo.million.load import Occupied
from dinghuo.demo.million.load import load as load_large
from dinghuo.demo.million.size import SIZES
from dinghuo.local.places import var


class Command(BaseCommand):
    help = "Make the demo's markets where they are missing, and write their logins and keys to var/demo.json."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--size million makes a market of that size instead, where there is none; --accounts another file."""
        parser.add_argument("--size", choices=["usual", *SIZES], default="usual")
        parser.add_argument("--accounts", type=Path, default=var() / "demo.json")

    def handle(self, *arguments: Any, **options: Any) -> None:
        def say(line: str) -> None:
            self.stdout.write(f"  {line}")
            self.stdout.flush()

        if options["size"] == "usual":
            load(say, options["accounts"])
            return
        size = SIZES[options["size"]]
        say(f"{size.sentence}: about {size.minutes:.0f} minutes on two quiet cores.")
        try:
            load_large(size, say, options["accounts"])
        except Occupied as fault:
            raise CommandError(
                f"{fault} Give --database another name, or run bin/setup --fresh --no-demo first."
            ) from fault

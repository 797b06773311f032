"""Reads an uploaded sheet in a process of its own, so that no file can take this one's memory or time."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dinghuo.integration.steps.imports import sheet_reader

#: The number of a row in its file, and its cells.
Row = tuple[int, list[str]]


class Unreadable(Exception):
    """The file can't be read: a code (words.py) and the bound that it passes, 0 for none."""

    def __init__(self, code: str, most: int = 0):
        super().__init__(code)
        self.code, self.most = code, most


class SheetRows:
    """The rows of a file, read as they are taken. `total` is how many there are at most, empty ones among them."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.total = int(self._next().get("rows", 0))

    def _next(self) -> dict:
        line = self._line()
        return line if isinstance(line, dict) else {}

    def __iter__(self) -> Iterator[Row]:
        while isinstance(batch := self._line(), list):
            yield from batch

    def _line(self) -> dict | list:
        assert self._process.stdout is not None
        text = self._process.stdout.readline()
        if not text.endswith("\n"):
            # The limits of sheet_reader.py end it without a word.
            code = self._process.wait()
            raise Unreadable(
                "too-much" if code in (-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT) else "broken"
            )
        line: dict | list = json.loads(text)
        if isinstance(line, dict) and "refused" in line:
            raise Unreadable(line["refused"], line["most"])
        return line


@contextmanager
def read_sheet(path: Path, most_rows: int) -> Iterator[SheetRows]:
    """The rows of a file, in which at most so many may stand. Raises Unreadable here or while they are taken."""
    command = [sys.executable, "-P", "-m", sheet_reader.__name__, str(path), str(most_rows)]
    root = str(Path(sheet_reader.__file__).resolve().parents[4])
    environment = {"PYTHONPATH": root, "PYTHONIOENCODING": "utf-8", "PATH": os.environ.get("PATH", "")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, encoding="utf-8"
    ) as process:
        try:
            yield SheetRows(process)
        finally:
            process.kill()

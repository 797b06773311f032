"""A pytest plugin that writes down every refusal that is said while tests run: by the API whole, else its sentence.

Loaded with -p tests.recording by bin/refusals and by the test that its page is current; REFUSALS_TO names the file.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

#: What differs from run to run, and what stands in its place. Names of the makers end in random letters.
VOLATILE = (
    (
        re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
        "01a2b3c4-0000-7000-8000-000000000000",
    ),
    (re.compile(r"dh_\w{8,}"), "dh_…"),
    (re.compile(r"\b([A-Z]{2})-20\d\d-\d{6}"), r"\1-2026-000001"),
)


class Recorder:
    """What was said, by test."""

    def __init__(self) -> None:
        self.test = ""
        self.documents: list[dict[str, Any]] = []
        self.sentences: list[dict[str, Any]] = []

    def answered(self, method: str, path: str, answer: Any) -> None:
        """Note what the API refused."""
        if isinstance(answer.body, dict) and {"type", "title", "status", "detail"} <= set(answer.body):
            said = {
                "type": answer.body["type"],
                "test": self.test,
                "method": method,
                "path": f"/api/v1{path}",
            }
            self.documents.append(said | {"document": answer.body})

    def refused(self, refusal: Any) -> None:
        """Note what was refused anywhere."""
        kind = f"{type(refusal).__module__}.{type(refusal).__name__}"
        self.sentences.append({"class": kind, "test": self.test, "sentence": str(refusal.message)})


recorder = Recorder()


def steady(value: Any) -> Any:
    """A JSON value without what differs from run to run."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    for pattern, instead in VOLATILE:
        text = pattern.sub(instead, text)
    return json.loads(text)


def pytest_sessionstart() -> None:
    """Listen at the program's client and at every refusal."""
    # Only now is Django set up.
    from dinghuo.foundation.errors import Refusal
    from tests.makers.keys import Program

    call, init = Program.call, Refusal.__init__

    def listened_call(self: Any, method: str, path: str, body: Any = None, **headers: str) -> Any:
        answer = call(self, method, path, body, **headers)
        recorder.answered(method, path, answer)
        return answer

    def listened_init(self: Any, *args: Any, **named: Any) -> None:
        init(self, *args, **named)
        recorder.refused(self)

    Program.call = listened_call  # type: ignore[method-assign]  # to listen is what this plugin is for
    Refusal.__init__ = listened_init  # type: ignore[method-assign]  # the same


def pytest_runtest_call(item: pytest.Item) -> None:
    """Know which test speaks."""
    recorder.test = item.nodeid


def pytest_sessionfinish() -> None:
    """Write everything down."""
    said = {"documents": steady(recorder.documents), "sentences": steady(recorder.sentences)}
    Path(os.environ["REFUSALS_TO"]).write_text(json.dumps(said, ensure_ascii=False, default=str))

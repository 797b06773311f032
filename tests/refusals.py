"""Writes docs/api/refusals.md: every kind of refusal, when it comes, and one as the API really said it in a test.

bin/refusals runs the tests of API and domains with tests/recording.py listening, keeps one example of each kind in
docs/api/refusals.json, takes a picture of each as it stands on a screen, and makes the page. `bin/refusals FOLDER ...`
runs the tests of these folders (or files) only and keeps what is known already; `bin/refusals page` and
`bin/refusals pictures` make these anew. tests/api/test_refusals_page.py says whether all are current.
"""

import importlib
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dinghuo.local.places import ROOT
from dinghuo.local.server import Use
from tests import refusal_pictures

FOLDERS = (
    *(
        "api",
        "organisations",
        "pricing",
        "members",
        "finance",
        "fulfilment",
        "inventory",
        "billing",
        "ordering",
    ),
    *("catalogue", "integration", "foundation", "promotions", "procurement"),
)
#: They try everything on everybody: their examples say little.
LEFT_OUT = ("tests/api/test_doors.py", "tests/api/test_schemathesis.py", "tests/api/test_problems.py")
EXAMPLES, PAGE = ROOT / "docs" / "api" / "refusals.json", ROOT / "docs" / "api" / "refusals.md"
PICTURES = ROOT / "docs" / "images" / "refusals"
ORDINARY = {
    "malformed": "The body is no JSON.",
    "not-authenticated": "There is no valid key, or it was revoked.",
    "not-allowed": "It may be seen, but not done: `permission` says what is missing, `limit` up to where it goes.",
    "not-found": "It isn't there, or belongs to somebody else: both look the same.",
    "invalid": "The input is wrong; every fault is told at once.",
    "too-many-requests": "The key, or the address, called too often: wait for `Retry-After` seconds.",
    "unsupported-media-type": "The body says that it is something else than JSON.",
    "method-not-allowed": "The address is right, the method isn't.",
    "too-large": "More was sent than is taken at once.",
}
HEAD = """# Refusals

Every way in which Dinghuo says no, with a document that the API really answered in a test. Made by
`bin/refusals`: don't edit. `type` is the word to program by; `detail` is for people, in their language; `lines` are
the lines concerned, `instead` what would be possible.

"""


@dataclass(frozen=True)
class Kind:
    """A class of refusal: its public name, its full name, and when it comes."""

    type: str
    name: str
    when: str


def kinds() -> list[Kind]:
    """Every class of refusal that the program has."""
    from dinghuo.foundation.errors import Refusal

    for file in sorted([*ROOT.glob("dinghuo/*/errors.py"), *ROOT.glob("dinghuo/foundation/[is]*.py")]):
        importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    found, left = [], list(Refusal.__subclasses__())
    while left:
        each = left.pop()
        left += each.__subclasses__()
        if each.__module__.startswith("dinghuo."):
            when = " ".join((each.__doc__ or "").split("\n\n")[0].split())
            found.append(Kind(each.type, f"{each.__module__}.{each.__name__}", when))
    return sorted(found, key=lambda kind: (kind.type, kind.name))


def examples(said: dict[str, Any]) -> dict[str, Any]:
    """One example of each kind out of what was recorded: the document that says most, else the sentence."""
    chosen: dict[str, Any] = {"documents": {}, "sentences": {}}
    for each in said["documents"]:
        if each["test"].startswith(LEFT_OUT) and each["type"] not in ORDINARY:
            continue
        before = chosen["documents"].get(each["type"])
        if before is None or _worth(each) > _worth(before):
            chosen["documents"][each["type"]] = each
    for each in said["sentences"]:
        if each["class"].startswith("dinghuo.") and not each["class"].endswith("errors.Refusal"):
            chosen["sentences"].setdefault(each["class"], each)
    return chosen


def _worth(example: dict[str, Any]) -> tuple[bool, bool, int]:
    told = example["document"]
    # Of those with lines and ways out, the shortest.
    return "instead" in told, "lines" in told, -len(json.dumps(told))


def page(found: dict[str, Any], all_kinds: list[Kind]) -> str:
    """The page, of the examples and the program's kinds."""
    by_type: dict[str, list[Kind]] = {}
    for kind in all_kinds:
        by_type.setdefault(kind.type, []).append(kind)
    text = HEAD + "## Refusals of the business (409)\n"
    for name, same in by_type.items():
        text += f"\n### {name}\n\n{' '.join(dict.fromkeys(kind.when for kind in same))}\n\n"
        text += _example(found, name, [kind.name for kind in same])
        if (refusal_pictures.FOLDER / f"{name}.png").exists():
            text += f"\nOn a screen:\n\n![{name}](../images/refusals/kinds/{name}.png)\n"
    text += "\n## Everything else\n"
    for name, when in ORDINARY.items():
        example = found["documents"].get(name)
        status = f" ({example['document']['status']})" if example else ""
        text += f"\n### {name}{status}\n\n{when}\n\n{_example(found, name, [])}"
    return text + _pictures()


def sentences(found: dict[str, Any], all_kinds: list[Kind]) -> dict[str, str]:
    """What a person reads of each kind of the business's refusals, by type."""
    told = {}
    for kind in all_kinds:
        if example := found["documents"].get(kind.type):
            told[kind.type] = example["document"]["detail"]
        elif said := found["sentences"].get(kind.name):
            told.setdefault(kind.type, said["sentence"])
    return told


def _example(found: dict[str, Any], name: str, classes: list[str]) -> str:
    example = found["documents"].get(name)
    if example:
        asked = f"{example['method']} {example['path']}"
        document = json.dumps(example["document"], ensure_ascii=False, indent=2)
        return f"```json\n{document}\n```\n\nAnswer to `{asked}` in `{_test(example)}`.\n"
    said = next((found["sentences"][each] for each in classes if each in found["sentences"]), None)
    if said:
        return f"> {said['sentence']}\n\nNot said by the API in these tests; said in `{_test(said)}`.\n"
    return (
        f"No test that was listened to says it: {', '.join(f'`{each}`' for each in classes)}.\n"
        if classes
        else ""
    )


def _test(example: dict[str, Any]) -> str:
    return re.sub(r"\[.*", "", example["test"])


def _pictures() -> str:
    pictures = sorted(PICTURES.glob("*.png"))
    if not pictures:
        return ""
    lines = [f"![{each.stem.replace('-', ' ')}](../images/refusals/{each.name})" for each in pictures]
    return (
        "\n## On screens\n\nThe same refusals as people meet them, taken by `bin/shots`.\n\n"
        + "\n\n".join(lines)
        + "\n"
    )


def record(tests: list[str]) -> dict[str, Any]:
    """Run tests with the recorder listening, and give what was said; a failing test says something too. Raises
    SystemExit if they can't be run."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "0",
            "-p",
            "tests.recording",
            "-p",
            "no:cacheprovider",
        ]
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "dinghuo.settings.test",
            "REFUSALS_TO": file.name,
        }
        environment.pop("PYTEST_XDIST_WORKER", None)
        done = subprocess.run(
            [*command, *tests], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 1) or not Path(file.name).read_text():
            sys.exit(done.stdout[-3000:])
        return json.loads(Path(file.name).read_text())


def write(said: dict[str, Any], known: dict[str, Any]) -> None:
    """Keep the examples, beside those known already, and make the page."""
    found = examples(said)
    chosen = {part: {**found[part], **known.get(part, {})} for part in found}
    EXAMPLES.write_text(json.dumps(chosen, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def main() -> None:
    """Record and write."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinghuo.settings.test")
    with Use():
        django.setup()
        asked = sys.argv[1:]
        known = json.loads(EXAMPLES.read_text())
        if asked not in (["page"], ["pictures"]):
            ignored = [f"--ignore={file}" for file in (*LEFT_OUT[:2], "tests/api/test_refusals_page.py")]
            said = record([*(f"tests/{folder}" for folder in asked or FOLDERS), *ignored])
            write(said, known if asked else {})
        if asked != ["page"]:
            refusal_pictures.take(sentences(json.loads(EXAMPLES.read_text()), kinds()))
        PAGE.write_text(page(json.loads(EXAMPLES.read_text()), kinds()))
    print(f"{PAGE.relative_to(ROOT)}: {len(kinds())} kinds of refusal")


if __name__ == "__main__":
    main()

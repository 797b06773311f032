"""bin/prove and bin/bench: run a script out of proofs/ or bench/ by name, all proofs, or say which there are."""

import ast
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from dinghuo.local import setup
from dinghuo.local.places import ROOT
from dinghuo.local.server import Use

#: No proof should take longer than this; one that takes a half more is ended.
MOST_SECONDS = 600
ENDED_SECONDS = 900
#: Short forms that stand elsewhere than in tests/proofs/.
SHORT = {"fuzz": "tests/api/test_schemathesis.py"}


@dataclass(frozen=True)
class Outcome:
    """What became of one proof."""

    name: str
    proven: bool
    seconds: float
    told: str

    @property
    def is_slow(self) -> bool:
        """Whether it took longer than a proof may."""
        return self.seconds > MOST_SECONDS

    @property
    def verdict(self) -> str:
        """In words."""
        if self.is_slow:
            return "TOO SLOW"
        return "proven" if self.proven else "NOT PROVEN"


def main() -> None:
    """Arguments: the folder, then a script's name and what to pass on to it; `proofs` alone are all run."""
    folder, *arguments = sys.argv[1:]
    scripts = {file.stem.replace("_", "-"): file for file in sorted((ROOT / folder).glob("[a-z]*.py"))}
    short = "--short" in arguments and folder == "proofs"
    arguments = [each for each in arguments if each != "--short"] if short else arguments
    all_of_them = folder == "proofs" and arguments[:1] in ([], ["all"])
    if not all_of_them and (not arguments or arguments[0] not in scripts):
        print(f"What there is in {folder}/:")
        for name, file in scripts.items():
            print(f"  {name:<16} {_purpose(file)}")
        if folder == "proofs":
            print("bin/prove runs them all and prints a table; with --short the forms that the tests have.")
        sys.exit(1 if arguments and arguments != ["list"] else 0)
    chosen = list(scripts) if all_of_them else arguments[:1]
    with Use():
        setup.prepare(demo=False)
        outcomes = [each for name in chosen if (each := _run(name, scripts[name], arguments[1:], short))]
    if all_of_them:
        print(table(outcomes))
    failed = [each.name for each in outcomes if not each.proven or (short or all_of_them) and each.is_slow]
    if failed:
        sys.exit(f"Not proven: {', '.join(failed)}")


def table(outcomes: list[Outcome]) -> str:
    """One line for each proof: whether it holds, how long it took, and its figures."""
    wide = max((len(each.name) for each in outcomes), default=0)
    lines = [
        f"{each.name:<{wide}}  {each.verdict:<10}  {each.seconds:>4.0f} s  {each.told}".rstrip()
        for each in outcomes
    ]
    whole = sum(each.seconds for each in outcomes)
    proven = sum(each.verdict == "proven" for each in outcomes)
    return "\n".join(["", *lines, f"{proven} of {len(outcomes)} proven in {whole / 60:.0f} minutes"])


def short_form(name: str) -> Path | None:
    """The tests that try a proof's claim in little time; None for a proof that has none."""
    file = ROOT / SHORT.get(name, f"tests/proofs/test_{name.replace('-', '_')}.py")
    return file if file.exists() else None


def _purpose(file: Path) -> str:
    return (ast.get_docstring(ast.parse(file.read_text())) or "").partition("\n")[0]


def _run(name: str, script: Path, arguments: list[str], short: bool) -> Outcome | None:
    environment = {"DJANGO_SETTINGS_MODULE": "dinghuo.settings.dev", **os.environ}
    command = [sys.executable, str(script), *arguments]
    if short:
        tests = short_form(name)
        if tests is None:
            return None
        command = [str(ROOT / "bin" / "test"), str(tests.relative_to(ROOT)), "-q"]
        environment.pop("DJANGO_SETTINGS_MODULE", None)
    print(f"== {name}", flush=True)
    started = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, errors="replace"
    )
    end = threading.Timer(ENDED_SECONDS, process.terminate)
    if script.parent.name == "proofs":  # a measurement may take its time, the first with its market above all
        end.start()
    told = _told(process)
    end.cancel()
    return Outcome(name, process.wait() == 0, time.monotonic() - started, told)


def _told(process: "subprocess.Popen[str]") -> str:
    """Pass on what it says, and return its last line with figures."""
    last = ""
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        words = line.strip()
        is_verdict = words.endswith((": proven", ": NOT proven"))
        if words and not is_verdict and not words.startswith(("Machine:", "WRONG:")):
            last = words
    return last[:160]


if __name__ == "__main__":
    main()

"""bin/prove and bin/bench: run a script out of proofs/ or bench/ by name, or say which there are."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from dinghuo.local import setup
from dinghuo.local.places import ROOT
from dinghuo.local.server import Use


def main() -> None:
    """Arguments: the folder, then a script's name and what to pass on to it, or `all`."""
    folder, *arguments = sys.argv[1:]
    scripts = {file.stem.replace("_", "-"): file for file in sorted((ROOT / folder).glob("[a-z]*.py"))}
    if not arguments or arguments[0] not in {*scripts, "all"}:
        print(f"What there is in {folder}/ (or all):")
        for name, file in scripts.items():
            print(f"  {name:<16} {_purpose(file)}")
        sys.exit(1 if arguments else 0)
    chosen = list(scripts) if arguments[0] == "all" else arguments[:1]
    with Use():
        setup.prepare(demo=False)
        failed = [name for name in chosen if not _run(scripts[name], arguments[1:])]
    if failed:
        sys.exit(f"Not proven: {', '.join(failed)}")


def _purpose(file: Path) -> str:
    return (ast.get_docstring(ast.parse(file.read_text())) or "").partition("\n")[0]


def _run(script: Path, arguments: list[str]) -> bool:
    print(f"== {script.stem}", flush=True)
    environment = {"DJANGO_SETTINGS_MODULE": "dinghuo.settings.dev", **os.environ}
    command = [sys.executable, str(script), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    main()

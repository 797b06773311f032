"""bin/audit: asks osv.dev which known faults the locked packages have; says plainly when it couldn't ask."""

import json
import os
import sys
import urllib.request
from typing import Any

from dinghuo.local.locks import pinned

#: The open database of PyPA's and GitHub's advisories; one request tells of all packages.
SERVICE = "https://api.osv.dev/v1/querybatch"
SECONDS = 20


class Unasked(Exception):
    """The service can't be reached from here."""


def main() -> None:
    """End with 1 if a package has a known fault, and with 0 if none has or nobody could be asked."""
    packages = {**pinned("base"), **pinned("dev")}
    try:
        found = faults(packages)
    except Unasked as reason:
        print(
            f"NOT AUDITED: {SERVICE} can't be reached from here ({reason}). {len(packages)} packages aren't proven."
        )
        return
    for name, ids in found.items():
        print(f"{name} {packages[name]}: {', '.join(ids)}")
    print(f"{len(packages)} packages audited, {len(found)} with known faults.")
    sys.exit(1 if found else 0)


def faults(packages: dict[str, str]) -> dict[str, list[str]]:
    """The ids of known faults by package name. Raises Unasked."""
    queries = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
        for name, version in packages.items()
    ]
    answers = _ask({"queries": queries}).get("results", [])
    if len(answers) != len(packages):
        raise Unasked("its answer isn't one")
    found = {
        name: [each["id"] for each in answer.get("vulns", [])]
        for name, answer in zip(packages, answers, strict=True)
    }
    return {name: sorted(ids) for name, ids in found.items() if ids}


def _ask(question: dict[str, Any]) -> dict[str, Any]:
    url = os.environ.get("DINGHUO_AUDIT_URL", SERVICE)
    if not url.startswith(("https://", "http://127.0.0.1:")):
        raise Unasked("its address is no https address")
    asked = urllib.request.Request(
        url, data=json.dumps(question).encode(), headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:
            told: dict[str, Any] = json.load(answer)
    except (OSError, ValueError) as reason:
        raise Unasked(str(getattr(reason, "reason", reason))) from reason
    return told


if __name__ == "__main__":
    main()

"""Makes the virtual environment from the locked requirements, then runs a module in it.

Run by bin/.run with whatever Python the machine has, so it uses the standard library only.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from dinghuo.local.places import ROOT, var

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def main(arguments: list[str]) -> None:
    """Arguments: the requirements wanted (base or dev), a module, and what to pass on to it."""
    wanted, module, *rest = arguments
    prepare(wanted)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "VIRTUAL_ENV": str(VENV), "PYTHONUNBUFFERED": "1"}
    environment["PATH"] = f"{VENV / 'bin'}:{environment.get('PATH', os.defpath)}"
    os.execve(PYTHON, [str(PYTHON), "-P", "-m", module, *rest], environment)


def prepare(wanted: str) -> None:
    """Bring the environment up to the locked requirements; quick when it is. Two at once take turns."""
    if _fresh(wanted):
        return
    lock = os.open(var() / "environment.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        if not _fresh(wanted):
            _install(wanted)
    finally:
        os.close(lock)


def _fresh(wanted: str) -> bool:
    # The development set contains the base set.
    return any(_stamp(name).exists() for name in {wanted, "dev"}) and PYTHON.exists()


def _stamp(name: str) -> Path:
    return VENV / f"installed-{name}-{hashlib.sha256(_requirements(name).read_bytes()).hexdigest()[:16]}"


def _requirements(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def _install(wanted: str) -> None:
    started = time.monotonic()
    # Someone who works on the program keeps the tools when the base set changes.
    if list(VENV.glob("installed-dev-*")):
        wanted = "dev"
    count = sum(line[:1].isalpha() for line in _requirements(wanted).read_text().splitlines())
    print(f"· Python packages: {count} locked ones into {VENV.name}/", flush=True)
    uv = shutil.which("uv")
    if not (uv and _by_uv(uv, wanted)):
        _by_pip(wanted)
    for old in VENV.glob(f"installed-{wanted}-*"):
        old.unlink()
    _stamp(wanted).touch()
    print(f"  {time.monotonic() - started:.1f} s with {'uv' if uv else 'pip'}", flush=True)


def _by_uv(uv: str, wanted: str) -> bool:
    # The machine's own certificates: behind a company's proxy uv's built-in ones know too little.
    environment = {"UV_SYSTEM_CERTS": "1", "UV_LINK_MODE": "copy", **os.environ}
    steps = (
        []
        if PYTHON.exists()
        else [[uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(VENV)]]
    )
    files = ["--require-hashes", "-r", str(_requirements(wanted))]
    steps.append([uv, "pip", "install", "--quiet", "--python", str(PYTHON), *files])
    for step in steps:
        if subprocess.run(step, env=environment, check=False).returncode != 0:
            print("  uv failed, trying pip", flush=True)
            return False
    return True


def _by_pip(wanted: str) -> None:
    if not PYTHON.exists():
        _make_venv()
    command = [*_pip(), "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    subprocess.run([*command, "-r", str(_requirements(wanted))], check=True)


def _pip() -> list[str]:
    """Return a pip that fills our environment: its own, else the machine's, which saves installing one."""
    if _succeeds([str(PYTHON), "-m", "pip", "--version"]):
        return [str(PYTHON), "-m", "pip"]
    outer = _machine_pip()
    if outer is None:
        subprocess.run([str(PYTHON), "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)
        return [str(PYTHON), "-m", "pip"]
    return outer


def _machine_pip() -> list[str] | None:
    # We may run in the environment itself already: what it was made from is the machine's Python.
    for python in (
        sys.executable,
        getattr(sys, "_base_executable", ""),
        shutil.which("python3", path=os.defpath),
    ):
        pip = [python or "", "-m", "pip", "--python", str(PYTHON)]
        if python and python != str(PYTHON) and _succeeds([*pip, "--version"]):
            return pip
    return None


def _make_venv() -> None:
    venv = [sys.executable, "-m", "venv", str(VENV)]
    if _succeeds([*venv, "--without-pip"]) and (_machine_pip() or _succeeds(venv)):
        return
    if os.getuid() == 0 and shutil.which("apt-get"):
        # Debian keeps the part of venv that brings pip in a package of its own.
        subprocess.run(["apt-get", "install", "-qq", "-y", "python3-venv"], check=True)
        subprocess.run(venv, check=True)
    else:
        sys.exit("Neither uv, nor pip, nor a whole venv module found: install python3-venv or uv")


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main(sys.argv[1:])

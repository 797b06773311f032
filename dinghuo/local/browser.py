"""Finds a Chromium for the browser stories; on Debian as root it can install one."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without a Chinese font a screenshot of a Chinese page is a page of boxes.
PACKAGES = ("chromium", "fonts-noto-cjk")


def find() -> str | None:
    """Return the path of a Chromium: that of the variable CHROMIUM, one on the PATH, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    store = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    own = sorted(store.glob("chromium-*/chrome-linux*/chrome"))
    return str(own[-1]) if own else None


def prepare() -> str | None:
    """Return the path of a Chromium, installed where that is possible without asking anybody."""
    found = find()
    if found is None and os.getuid() == 0 and shutil.which("apt-get"):
        print("· Chromium for the browser stories, from this machine's own packages", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
            done = subprocess.run(
                ["apt-get", "-qq", *command], env=environment, capture_output=True, text=True, check=False
            )
            if done.returncode != 0:
                print(f"  apt-get {command[0]} failed: {done.stderr.strip().splitlines()[-1:]}", flush=True)
        found = find()
    if found is None:
        print("! No Chromium: set CHROMIUM or install one. Browser stories will be skipped.", flush=True)
    return found

#!/usr/bin/env python
"""Django's command line for this checkout. Its PostgreSQL runs while a command does."""

import os
import sys

from dinghuo.local.server import Use

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinghuo.settings.dev")
    if sys.argv[1:2] == ["migrate"]:
        os.environ.setdefault("DINGHUO_DB_ROLE", "owner")
    if sys.argv[1:2] == ["work"]:
        os.environ.setdefault("DINGHUO_PROCESS", "worker")
    with Use():
        # Imported late: the settings read the server's address.
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)

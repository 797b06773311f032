"""Looks after a running installation: health, figures, log lines, the doctor, backups."""

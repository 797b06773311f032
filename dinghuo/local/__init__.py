"""Runs Dinghuo on one machine: the embedded PostgreSQL and the processes around it; no Django in here."""

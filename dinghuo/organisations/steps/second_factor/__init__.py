"""Secrets of second factors, and how they are checked."""

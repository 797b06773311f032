"""The rules of organisations: plain functions on values."""

"""The rules of prices."""

"""The branch's console."""

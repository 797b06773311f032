"""The operator's console: the whole market."""

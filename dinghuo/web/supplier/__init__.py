"""The supplier portal."""

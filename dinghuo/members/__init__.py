"""Customer levels."""

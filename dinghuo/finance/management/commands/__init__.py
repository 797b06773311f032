"""Finance's commands."""

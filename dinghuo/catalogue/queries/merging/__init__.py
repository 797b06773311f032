"""What may be asked of goods that are one thing under two codes."""

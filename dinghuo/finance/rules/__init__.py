"""Finance's rules: pure functions on values."""

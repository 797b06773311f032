"""How much is needed: plain arithmetic on values."""

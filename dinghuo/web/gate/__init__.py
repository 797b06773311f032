"""The gate: signing in, registering, and what everybody does with their own account."""

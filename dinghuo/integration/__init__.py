"""API keys and trade imports."""

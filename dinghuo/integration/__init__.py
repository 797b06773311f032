"""How other programs come in: API keys, and imports of their files."""

"""Parts of the catalogue's own transactions."""

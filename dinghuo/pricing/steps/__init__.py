"""Parts of the prices' own transactions."""

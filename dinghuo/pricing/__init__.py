"""Price lists and the price with its explanation."""

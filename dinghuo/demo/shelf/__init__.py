"""Puts the demo's goods on the market's shelves: who sells what, at which prices, with which pictures."""

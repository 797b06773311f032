"""What proofs have in common: a place of their own, a market with clients and keys, checks of the books."""

"""The reference: the least that placing a five-line order needs, done by pgbench."""

"""Markets, organisations, people, roles, storefronts, addresses."""

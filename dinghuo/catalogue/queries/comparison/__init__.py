"""How sellers' offers are compared."""

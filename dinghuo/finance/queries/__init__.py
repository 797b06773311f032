"""Finance's queries: what an actor may see."""

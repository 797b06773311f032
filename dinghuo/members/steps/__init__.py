"""Parts of somebody else's transaction."""

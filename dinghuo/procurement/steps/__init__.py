"""Parts of the actions of this domain."""

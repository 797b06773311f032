"""Parts of other people's transactions."""

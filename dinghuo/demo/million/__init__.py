"""A market of a million variants, to see and to measure what size does."""

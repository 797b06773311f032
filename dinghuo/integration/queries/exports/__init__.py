"""Lists as files: what may be saved, and how it is written."""

"""What somebody may ask of ordering: one verb a file."""

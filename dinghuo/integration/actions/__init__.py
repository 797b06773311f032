"""What somebody may ask of integration: one verb a file."""

"""What somebody may ask for."""

"""What people may ask of billing."""

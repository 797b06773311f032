"""What people may ask of finance."""

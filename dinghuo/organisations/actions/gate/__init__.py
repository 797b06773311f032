"""What a visitor may ask for before signing in."""

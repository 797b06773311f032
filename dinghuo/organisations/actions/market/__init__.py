"""What may be done to a market and its organisations."""

"""What may be done to delivery addresses."""

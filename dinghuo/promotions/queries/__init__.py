"""What may be asked of promotions."""

"""What may be seen of stock."""

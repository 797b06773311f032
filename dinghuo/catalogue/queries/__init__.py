"""What may be seen of the goods."""

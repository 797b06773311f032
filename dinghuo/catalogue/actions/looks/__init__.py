"""What may be asked of the pictures and documents of products."""

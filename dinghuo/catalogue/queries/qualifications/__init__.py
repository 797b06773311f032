"""What may be seen of papers that prove what may be sold."""

"""What may be asked of papers that prove what may be sold."""

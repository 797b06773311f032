"""What promotions do in the transactions of others."""

"""What may be done with promotions."""

"""What may be done with a contract."""

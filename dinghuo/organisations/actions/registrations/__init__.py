"""What the operator may do with those who ask to join."""

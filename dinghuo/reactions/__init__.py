"""What follows after what happened."""

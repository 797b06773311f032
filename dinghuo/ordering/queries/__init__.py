"""What an actor may see of ordering."""

"""What an actor may see of levels."""

"""What somebody may see of replenishment."""

"""What may be asked of replenishment."""

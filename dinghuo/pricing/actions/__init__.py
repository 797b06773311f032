"""What may be asked of prices."""

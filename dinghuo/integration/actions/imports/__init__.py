"""What may be asked of imports of sheets."""

"""What may be asked of attribute templates."""

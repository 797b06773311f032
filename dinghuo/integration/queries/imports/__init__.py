"""What is known of imports of sheets."""

"""Makes papers for whoever may see what they say."""

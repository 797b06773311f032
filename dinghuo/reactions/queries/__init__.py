"""What a person is shown of what followed from events."""

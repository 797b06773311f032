"""Reading what sellers say about tax."""

"""What sellers say about tax."""

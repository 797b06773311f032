"""A year of trade: planned by the rhythm of real trade, lived through event by event, written in bulk."""

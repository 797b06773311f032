"""What every domain stands on: money, quantity, actor, isolation, events."""

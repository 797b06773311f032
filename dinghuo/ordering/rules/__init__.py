"""Pure rules of ordering: they answer; actions refuse."""

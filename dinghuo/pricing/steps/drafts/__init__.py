"""Changes of prices that are gathered, looked at and published for a time."""

"""Values of stock that need no database."""

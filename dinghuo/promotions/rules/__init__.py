"""The rules of promotions."""

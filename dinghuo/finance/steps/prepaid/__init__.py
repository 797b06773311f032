"""Steps of prepaid balances: draw for an order, give back."""

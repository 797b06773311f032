"""Cart, order, approval, confirmation, change."""

"""Promotions and coupons: what is taken off the price, for whom, at whose cost."""

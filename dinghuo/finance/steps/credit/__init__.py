"""Steps of credit: hold, raise, release, move, align."""

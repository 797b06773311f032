"""Products, variants, units, categories, offers."""

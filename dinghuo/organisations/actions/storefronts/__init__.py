"""What may be done to storefronts and their customers."""

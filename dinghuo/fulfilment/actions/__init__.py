"""What people may ask of fulfilment."""

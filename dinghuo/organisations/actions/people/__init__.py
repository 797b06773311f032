"""What may be done to the people of an organisation."""

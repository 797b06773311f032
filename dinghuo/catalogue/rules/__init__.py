"""Pure functions of the catalogue."""

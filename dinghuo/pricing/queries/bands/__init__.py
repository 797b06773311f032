"""How far prices of lists may be from those of the lists above them, and which are farther."""

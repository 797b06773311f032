"""Template tags of the doors, built in for every template."""

"""Template tags of the API's own page."""

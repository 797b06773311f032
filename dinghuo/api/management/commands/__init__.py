"""Commands of the API, one a file."""

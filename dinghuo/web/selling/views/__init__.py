"""One file for each place behind a seller's door."""

"""Reading prices given by hand."""

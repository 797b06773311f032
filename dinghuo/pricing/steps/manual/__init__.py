"""Steps of prices given by hand."""

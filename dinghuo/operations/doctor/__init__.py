"""bin/doctor: looks at an installation as a whole, and says of whatever is wrong how it is mended."""

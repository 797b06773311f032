"""Pages and files that belong to no door: the look's files, a visitor's preferences, the gallery."""

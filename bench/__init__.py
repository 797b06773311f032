"""Measures the program against bare PostgreSQL: bin/bench runs the scripts, the folders hold what they share."""

"""bin/backup and bin/restore: everything of an installation into one folder, and back, proven row by row."""

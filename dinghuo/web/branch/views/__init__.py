"""What only the branch's console has: its day and its customers."""

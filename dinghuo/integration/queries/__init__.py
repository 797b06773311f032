"""What may be seen of keys, and who comes with one."""

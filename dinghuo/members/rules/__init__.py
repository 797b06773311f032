"""Which level is earned, and what follows for who has one."""

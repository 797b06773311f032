"""The parts of what becomes of a contract."""

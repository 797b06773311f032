"""The views of the gate."""

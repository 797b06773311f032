"""The demo's companies and their people."""

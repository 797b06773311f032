"""The demo's today: some tens of orders that are placed, answered, shipped and received for real."""

"""Which line gets how much of what there is."""

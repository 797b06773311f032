"""What may be asked of products as their sellers want them shown."""

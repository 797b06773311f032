"""What people say instead of what stands in the names."""

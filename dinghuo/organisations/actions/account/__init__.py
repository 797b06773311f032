"""What everybody who is signed in may do to what is their own."""

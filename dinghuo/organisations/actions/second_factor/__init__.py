"""What one proves oneself with beside the password: an authenticator app, recovery codes."""

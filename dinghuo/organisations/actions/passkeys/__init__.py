"""Passkeys: a device signs in place of the password."""

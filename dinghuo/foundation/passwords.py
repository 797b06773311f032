"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id with the parameters that OWASP's Password Storage Cheat Sheet recommends.

    Django's own (100 MiB, 8 lanes) cost a small server more than an attacker: ten people who sign in at once would take
    a gigabyte. Raising a figure here takes effect for new passwords; older hashes carry theirs and stay readable.
    """

    memory_cost = 19_456  # KiB
    time_cost = 2
    parallelism = 1

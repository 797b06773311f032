"""Passwords are hashed by argon2id, with little memory, and older hashes stay readable."""

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.test import override_settings

OURS = "dinghuo.foundation.passwords.Argon2id"


@override_settings(PASSWORD_HASHERS=[OURS])
def test_a_password_is_known_again_and_another_isn_t() -> None:
    kept = make_password("correct horse 订货")
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("correct horse 订货", kept)
    assert not check_password("correct horse", kept)


@override_settings(PASSWORD_HASHERS=[OURS])
def test_a_hash_with_other_figures_stays_readable() -> None:
    hasher = Argon2PasswordHasher()
    hasher.memory_cost = 1024
    assert check_password("x", hasher.encode("x", "somesaltsomesalt"))

"""Seals a secret that has to be read again, so that a copy of the database alone opens nothing."""

import base64
import hashlib
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


def seal(secret: str) -> str:
    """The secret as it is kept."""
    return _keys().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret again, also if it was sealed with one of SECRET_KEY_FALLBACKS."""
    return _keys().decrypt(sealed.encode()).decode()


def _keys() -> "MultiFernet":
    # Loaded with the first secret: few processes ever see one, and it takes some megabytes.
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet(
        [Fernet(_key(str(key))) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key(key: str) -> bytes:
    digest = hashlib.sha256(b"dinghuo.foundation.sealed\x00" + key.encode()).digest()
    return base64.urlsafe_b64encode(digest)

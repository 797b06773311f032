"""A server: everything secret comes from the environment, cookies travel over TLS only."""

import os

from dinghuo.local import places
from dinghuo.settings.base import *  # noqa: F403 - settings inherit by name

# bin/dev --production shows these settings on this machine, where there is no certificate.
_loopback = os.environ.get("DINGHUO_LOOPBACK") == "1"

SECRET_KEY = places.secret("secret") if _loopback else os.environ["DINGHUO_SECRET_KEY"]
ALLOWED_HOSTS = os.environ.get("DINGHUO_HOSTS", "").split()
if _loopback:
    ALLOWED_HOSTS += ["localhost", ".localhost", "127.0.0.1", "[::1]"]

CSRF_COOKIE_SECURE = not _loopback
SESSION_COOKIE_SECURE = not _loopback
LANGUAGE_COOKIE_SECURE = not _loopback
SECURE_SSL_REDIRECT = not _loopback
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 0 if _loopback else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

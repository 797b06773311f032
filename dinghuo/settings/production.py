"""A server: everything secret comes from the environment, cookies travel over TLS only, nothing goes to a console."""

import os
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from dinghuo.local import places
from dinghuo.settings.base import *  # noqa: F403 - settings inherit by name
from dinghuo.settings.base import SMS_PORT, logging_of

# bin/dev --production shows these settings on this machine, where there is no certificate and nobody's secrets.
_loopback = os.environ.get("DINGHUO_LOOPBACK") == "1"
IS_SERVER = not _loopback


def _needed(name: str, why: str) -> str:
    value = os.environ.get(name, "")
    if not value and not _loopback:
        raise ImproperlyConfigured(f"Dinghuo refuses to start: {name} is not set. {why}")
    return value


SECRET_KEY = (
    places.secret("secret")
    if _loopback
    else _needed(
        "DINGHUO_SECRET_KEY", "It signs links and forms: 50 random characters, the same in all processes."
    )
)
# Keys of before, by spaces: secrets of authenticator apps that were sealed with them can still be read.
SECRET_KEY_FALLBACKS = os.environ.get("DINGHUO_OLD_SECRET_KEYS", "").split()
ALLOWED_HOSTS = _needed("DINGHUO_HOSTS", "The names under which people reach this server, by spaces.").split()
if _loopback:
    ALLOWED_HOSTS += ["localhost", ".localhost", "127.0.0.1", "[::1]"]

CSRF_COOKIE_SECURE = not _loopback
SESSION_COOKIE_SECURE = not _loopback
LANGUAGE_COOKIE_SECURE = not _loopback
SECURE_SSL_REDIRECT = not _loopback
SECURE_HSTS_SECONDS = 0 if _loopback else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

if not _loopback and SMS_PORT.endswith(".ConsoleSms"):
    raise ImproperlyConfigured(
        "Dinghuo refuses to start: text messages would be printed to the log, and with them the codes that open "
        "accounts. Set DINGHUO_SMS_URL to your gateway's address, DINGHUO_SMS_PORT to a port of your own, or "
        "DINGHUO_SMS_PORT=dinghuo.foundation.outbound.NoSms if nobody gets text messages here."
    )

# smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465; nothing: the mail server of this machine.
_mail = urlsplit(os.environ.get("DINGHUO_EMAIL_URL", "smtp://localhost:25"))
if _mail.scheme not in ("smtp", "smtps") or not _mail.hostname:
    raise ImproperlyConfigured("DINGHUO_EMAIL_URL must read smtp://user:password@host:587 or smtps://...:465")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if _loopback and "DINGHUO_EMAIL_URL" not in os.environ:
    # Where bin/dev shows these settings no mail server is to be expected: letters are printed, as text messages are.
    EMAIL_BACKEND = "dinghuo.foundation.console_mail.ReadableBackend"
EMAIL_HOST = _mail.hostname
EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 587)
EMAIL_HOST_USER = unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = _mail.scheme == "smtp" and bool(_mail.username)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DINGHUO_EMAIL_FROM", "dinghuo@localhost")

LOG_JSON = True
LOGGING = logging_of(LOG_JSON)

if not _loopback:
    # Where strangers call, one of them shall not take everything; docs/decisions/0060-limits-count-in-memory.md.
    API_CALLS_PER_MINUTE = int(os.environ.get("DINGHUO_API_CALLS_PER_MINUTE", "6000"))
    API_CALLS_PER_MINUTE_AND_ADDRESS = int(
        os.environ.get("DINGHUO_API_CALLS_PER_MINUTE_AND_ADDRESS", "12000")
    )
    API_FAILURES_PER_MINUTE = int(os.environ.get("DINGHUO_API_FAILURES_PER_MINUTE", "60"))

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

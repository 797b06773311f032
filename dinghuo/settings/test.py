"""The test suite: the real database, quick password hashes, no letters sent."""

from dinghuo.local import places
from dinghuo.settings.base import *  # noqa: F403 - settings inherit by name

SECRET_KEY = "only-for-tests"  # noqa: S105 - it protects nothing
ALLOWED_HOSTS = ["testserver", "localhost", ".localhost", "127.0.0.1"]
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = places.var() / "test-media"
UPLOADS_ROOT = places.var() / "test-uploads"
# Tests sign in hundreds of people; what argon2 costs is proven by its own library.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
METRICS_FOLDER = places.var() / "metrics-test" / "web"
METRICS_FOLDER.mkdir(parents=True, exist_ok=True)

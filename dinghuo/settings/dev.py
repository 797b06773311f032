"""A person's own machine: faults are shown, templates are read anew, the secret key is made under var/."""

import os

from dinghuo.local import places
from dinghuo.settings.base import *  # noqa: F403 - settings inherit by name
from dinghuo.settings.base import TEMPLATE_LOADERS, TEMPLATES

DEBUG = True
DEV_INBOX = True
SECRET_KEY = places.secret("secret")
ALLOWED_HOSTS = [
    "localhost",
    ".localhost",
    "127.0.0.1",
    "[::1]",
    *os.environ.get("DINGHUO_HOSTS", "").split(),
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "dinghuo.foundation.console_mail.ReadableBackend"

# Without the cached loader a changed template shows at once.
TEMPLATES = [{**TEMPLATES[0], "OPTIONS": {**TEMPLATES[0]["OPTIONS"], "loaders": TEMPLATE_LOADERS}}]

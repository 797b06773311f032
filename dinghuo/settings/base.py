"""What is the same wherever Dinghuo runs."""

import os
from pathlib import Path
from typing import Any

from dinghuo.local import address, places

ROOT: Path = places.ROOT
DEBUG = False
# Whether strangers come here over the network.
IS_SERVER = False
ROOT_URLCONF = "dinghuo.web.urls"
WSGI_APPLICATION = "dinghuo.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The stack of ARCHITECTURE.md from the bottom; a name here is an app label as well.
DOMAINS = [
    "foundation",
    "organisations",
    "members",
    "finance",
    "catalogue",
    "pricing",
    "promotions",
    "inventory",
    "ordering",
    "fulfilment",
    "procurement",
    "billing",
    "papers",
    "integration",
    "insight",
    "reactions",
    "demo",
    "api",
    "web",
]
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.messages",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "procrastinate.contrib.django",
    *(f"dinghuo.{name}" for name in DOMAINS),
]

MIDDLEWARE = [
    # Answers probes, counts, and writes each request's line.
    "dinghuo.operations.watch.watch",
    # Answers /api/ itself; everything below is for pages only.
    "dinghuo.api.lane.api_lane",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dinghuo.web.security.content_policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dinghuo.web.shared.middleware.visits",
]

COTTON_DIR = "cotton"
# A component sees what it is given and what every page has, never what its caller happens to hold.
COTTON_ISOLATE_BY_DEFAULT = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
# Tags that every template may use without loading them.
TEMPLATE_TAGS = [
    "django_cotton.templatetags.cotton",
    "django.templatetags.i18n",
    "django.templatetags.static",
    *(f"dinghuo.web.shared.templatetags.{name}" for name in ("amounts", "times", "marks", "links")),
    "dinghuo.web.selling.templatetags.here",
]
TEMPLATE_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The doors keep their templates beside their views: dinghuo/web/<door>/templates/<door>/.
        "DIRS": sorted((ROOT / "dinghuo" / "web").glob("*/templates")),
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", TEMPLATE_LOADERS)],
            "builtins": TEMPLATE_TAGS,
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.static",
                "django.contrib.messages.context_processors.messages",
                "dinghuo.web.shared.context.look",
            ],
        },
    }
]

# The owner migrates; everything else connects as a role that owns nothing.
APP_ROLE = address.app_role()
_address = address.address("owner" if os.environ.get("DINGHUO_DB_ROLE") == "owner" else "app")
_database = {
    "ENGINE": "dinghuo.foundation.postgres",
    "HOST": _address.host,
    "PORT": _address.port,
    "NAME": _address.name,
    "USER": _address.user,
    "PASSWORD": _address.password,
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
}
# Document numbers are drawn outside the caller's transaction, so they have a connection of their own.
DATABASES = {
    alias: {**_database, "OPTIONS": {"connect_timeout": 10, **dict(_address.options)}}
    for alias in ("default", "numbers")
}

# Commands that migrate runs when the tables are those of this release.
AFTER_MIGRATE = ["refresh_markets"]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文"), ("zh-hant", "繁體中文")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

PASSWORD_HASHERS = ["dinghuo.foundation.passwords.Argon2id"]
# The header in which a proxy in front tells the client's address (HTTP_X_REAL_IP); empty: there is no proxy.
CLIENT_ADDRESS_HEADER = os.environ.get("DINGHUO_CLIENT_ADDRESS_HEADER", "")
# Whether /dev/inbox shows every message that leaves: only where nobody's secrets do.
DEV_INBOX = False
# The gateway for text messages: an address that takes {"phone", "text"} by POST, or a port of one's own.
SMS_URL = os.environ.get("DINGHUO_SMS_URL", "")
SMS_TOKEN = os.environ.get("DINGHUO_SMS_TOKEN", "")
SMS_PORT = os.environ.get("DINGHUO_SMS_PORT") or (
    "dinghuo.foundation.outbound.GatewaySms" if SMS_URL else "dinghuo.foundation.outbound.ConsoleSms"
)

STATIC_URL = "/static/"
STATIC_ROOT = places.var() / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns of a folder that isn't there
STATICFILES_DIRS = sorted((ROOT / "dinghuo" / "web").glob("*/static"))
MEDIA_URL = "/media/"
MEDIA_ROOT = places.var() / "media"
# The most that is taken as one form with files: a sheet of 30 MB with 300 MB of pictures, and its fields.
UPLOAD_MOST_BYTES = 340 * 1024 * 1024
# What people upload to be imported: served to nobody.
UPLOADS_ROOT = places.var() / "uploads"

# A pasted list of 1,000 lines comes back with four fields a line, and Django lets no more than 1,000 fields in. What
# they may weigh together is bounded anyway.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
CSRF_FAILURE_VIEW = "dinghuo.web.shared.views.errors.forbidden"
CSRF_COOKIE_NAME = "dinghuo_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "dinghuo_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_POLICY = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

# A fuse for each process, not a tariff; 0 takes it out. Production has lower ones.
API_CALLS_PER_MINUTE = int(os.environ.get("DINGHUO_API_CALLS_PER_MINUTE", "60000"))
API_CALLS_PER_MINUTE_AND_ADDRESS = int(os.environ.get("DINGHUO_API_CALLS_PER_MINUTE_AND_ADDRESS", "0"))
API_FAILURES_PER_MINUTE = int(os.environ.get("DINGHUO_API_FAILURES_PER_MINUTE", "600"))

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}

# Figures for Prometheus lie in a file of each process.
METRICS_FOLDER = places.var() / "metrics" / os.environ.get("DINGHUO_PROCESS", "web")
METRICS_FOLDER.mkdir(parents=True, exist_ok=True)
METRICS_TOKEN = os.environ.get("DINGHUO_METRICS_TOKEN", "")


def logging_of(as_json: bool) -> dict[str, Any]:
    """What is said through `logging`, as the same lines that requests and jobs have (dinghuo/operations/logs.py)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "dinghuo.operations.logs.Lines", "as_json": as_json}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stdout"},
            "jobs": {"class": "dinghuo.operations.job_lines.JobLines"},
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            # Each request has its line already.
            "django.request": {"level": "ERROR"},
            "procrastinate": {"level": "WARNING"},
            "procrastinate.worker": {"level": "INFO", "handlers": ["jobs"], "propagate": False},
        },
    }


LOG_JSON = False
LOGGING = logging_of(LOG_JSON)

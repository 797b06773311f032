"""The WSGI application that a server such as granian loads."""

import os

from django.core.wsgi import get_wsgi_application

from dinghuo.foundation.collector import keep_loaded
from dinghuo.local.launch import die_with_parent
from dinghuo.web.bodies import whole_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinghuo.settings.dev")
if os.environ.get("DINGHUO_SUPERVISED"):
    # A server killed outright can't stop the processes it made, which would go on answering on its port.
    die_with_parent("SIGTERM", os.getppid())
application = whole_bodies(get_wsgi_application())

from dinghuo.foundation import readiness  # noqa: E402 - needs the settings

readiness.require_safe()

keep_loaded()

"""Looks at the settings: secrets, debugging, host names, the proxy, the ports to the outside."""

import socket

from django.conf import settings

from dinghuo.operations.doctor.finding import Finding, fault, warning, well

CONNECT_SECONDS = 3
LEAST_KEY = 50


def in_production() -> bool:
    """Whether this is a server, and not bin/dev --production on a person's machine."""
    return bool(settings.IS_SERVER)


def look_at_settings() -> list[Finding]:
    """Whether debugging is off, the key is long enough, and the addresses of clients can be believed."""
    if not in_production():
        return [well("settings", "a person's own machine, no server")]
    found = []
    if settings.DEBUG:
        found.append(fault("settings", "DEBUG is on: pages show the program's inside", "Take DEBUG out."))
    if len(settings.SECRET_KEY) < LEAST_KEY or len(set(settings.SECRET_KEY)) < 10:
        mend = "Set DINGHUO_SECRET_KEY to the output of: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        found.append(fault("settings", "the secret key is short enough to be guessed", mend))
    if "*" in settings.ALLOWED_HOSTS:
        found.append(fault("settings", "DINGHUO_HOSTS takes every name", "List the names people use."))
    if not settings.CLIENT_ADDRESS_HEADER:
        mend = "Set DINGHUO_CLIENT_ADDRESS_HEADER=HTTP_X_REAL_IP (deploy/Caddyfile and deploy/nginx.conf send it)."
        found.append(
            warning("settings", "behind a proxy all clients have its address, and share limits", mend)
        )
    return found or [well("settings", f"production, {', '.join(settings.ALLOWED_HOSTS)}")]


def look_at_ports() -> list[Finding]:
    """Whether text messages and e-mails go where they should, and somebody listens there."""
    return [*_sms(), *_mail()]


def _sms() -> list[Finding]:
    name = settings.SMS_PORT.rsplit(".", 1)[1]
    if name == "ConsoleSms":
        if in_production():
            return [fault("ports", "text messages are printed to the log", "Set DINGHUO_SMS_URL.")]
        return [well("ports", "text messages are printed, as on a person's machine")]
    if name == "NoSms":
        mend = "Set DINGHUO_SMS_URL if people shall reset passwords by text message."
        return [warning("ports", "no text messages are sent; codes go by e-mail only", mend)]
    return [well("ports", f"text messages go to {name}")]


def _mail() -> list[Finding]:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        kind = settings.EMAIL_BACKEND.rsplit(".", 2)[1]
        return [
            fault("ports", f"e-mails go to {kind}, not out", "Set DINGHUO_EMAIL_URL.")
            if in_production()
            else well("ports", f"e-mails go to {kind}, as on a person's machine")
        ]
    where = (settings.EMAIL_HOST, settings.EMAIL_PORT)
    try:
        socket.create_connection(where, timeout=CONNECT_SECONDS).close()
    except OSError as reason:
        text = f"no mail server answers at {where[0]}:{where[1]} ({reason})"
        mend = "Set DINGHUO_EMAIL_URL to smtp://user:password@host:587; let the firewall pass it."
        return [fault("ports", text, mend) if in_production() else warning("ports", text, mend)]
    return [well("ports", f"e-mails go to {where[0]}:{where[1]}")]

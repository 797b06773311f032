"""Sends text messages and e-mails: written with the caller's work, delivered by a job after it commits."""

import json
from importlib import import_module
from typing import Protocol
from urllib.request import Request, urlopen
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from dinghuo.foundation.models import OutboundMessage

DELIVER = "dinghuo.foundation.jobs.deliver"
GATEWAY_SECONDS = 15


class SmsPort(Protocol):
    """What a gateway for text messages must do."""

    def send(self, phone: str, text: str) -> None:
        """Send one message; raise if the gateway doesn't take it."""


class ConsoleSms:
    """Prints text messages: the port for development."""

    def send(self, phone: str, text: str) -> None:
        """Print one message."""
        print(f"SMS to {phone}: {text}", flush=True)  # noqa: T201 - printing is what this port is for


class GatewaySms:
    """Hands text messages to the gateway at settings.SMS_URL: a POST of JSON, with settings.SMS_TOKEN as its key.

    Providers differ; a few lines in front of one (or a port of one's own, settings.SMS_PORT) turn this into its words.
    """

    def send(self, phone: str, text: str) -> None:
        """Send one message. Raises HTTPError or URLError where the gateway doesn't take it; the job tries again."""
        body = json.dumps({"phone": phone, "text": text}).encode()
        headers = {"Content-Type": "application/json"}
        if settings.SMS_TOKEN:
            headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
        if not settings.SMS_URL.startswith(("https://", "http://")):
            raise ValueError("settings.SMS_URL must be an http(s) address")
        asked = Request(settings.SMS_URL, data=body, headers=headers)
        urlopen(asked, timeout=GATEWAY_SECONDS).close()


class NoSms:
    """For an installation that sends no text messages: each is refused, and stands among the failed jobs."""

    def send(self, phone: str, text: str) -> None:
        """Refuse."""
        raise RuntimeError("This installation sends no text messages.")


def send_sms(market_id: UUID, phone: str, text: str) -> OutboundMessage:
    """Queue a text message to an E.164 number."""
    return _queue(market_id, channel="sms", address=phone, text=text)


def send_email(market_id: UUID, address: str, subject: str, text: str) -> OutboundMessage:
    """Queue an e-mail in plain text."""
    return _queue(market_id, channel="email", address=address, subject=subject, text=text)


def send_emails(market_id: UUID, messages: list[tuple[str, str, str]]) -> None:
    """Queue several e-mails, each (address, subject, text), in two statements."""
    rows = OutboundMessage.objects.bulk_create(
        OutboundMessage(market_id=market_id, channel="email", address=address, subject=subject, text=text)
        for address, subject, text in messages
    )
    _defer(rows)


def latest_messages(market_id: UUID, limit: int) -> list[OutboundMessage]:
    """The messages that left a market last, the newest first."""
    return list(OutboundMessage.objects.filter(market_id=market_id).order_by("-at")[:limit])


def deliver(message: OutboundMessage) -> None:
    """Hand a message to its port."""
    if message.channel == "sms":
        sms_port().send(message.address, message.text)
    else:
        send_mail(message.subject, message.text, None, [message.address])


def sms_port() -> SmsPort:
    """The gateway named in settings.SMS_PORT."""
    module, name = settings.SMS_PORT.rsplit(".", 1)
    return getattr(import_module(module), name)()


def _queue(market_id: UUID, **columns: str) -> OutboundMessage:
    message = OutboundMessage.objects.create(market_id=market_id, **columns)
    _defer([message])
    return message


def _defer(messages: list[OutboundMessage]) -> None:
    jobs: list[dict[str, JSONValue]] = [
        {"market_id": str(message.market_id), "message_id": str(message.id)} for message in messages
    ]
    if jobs:
        app.configure_task(DELIVER, allow_unknown=True, queue="messages").batch_defer(*jobs)

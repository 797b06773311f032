"""Says from which network address somebody comes."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings


def client_address(meta: Mapping[str, Any]) -> str:
    """The address of a request with these CGI variables, for limits and the list of devices.

    Behind a proxy it is in the header that the proxy sets and settings.CLIENT_ADDRESS_HEADER names; nothing else that a
    client can write is believed.
    """
    header = settings.CLIENT_ADDRESS_HEADER
    given = str(meta.get(header, "")) if header else ""
    return (given.split(",")[-1].strip() or str(meta.get("REMOTE_ADDR", "")))[:45]

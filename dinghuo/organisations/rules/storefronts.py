"""Checks the names, hosts, colours and methods of storefronts."""

import re

KEY = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")
HOST = re.compile(r"(?=.{1,200}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?")
ACCENT = re.compile(r"#[0-9a-f]{6}")

#: How an order may be paid (api.md).
PAYMENT_METHODS = ("credit", "transfer", "prepaid", "online")


def is_key(text: str) -> bool:
    """True for small letters, digits and hyphens inside: what fits /s/<key>."""
    return bool(KEY.fullmatch(text))


def is_host(text: str) -> bool:
    """True for a host name in small letters, without port."""
    return bool(HOST.fullmatch(text))


def is_accent(text: str) -> bool:
    """True for a colour as #rrggbb."""
    return bool(ACCENT.fullmatch(text))


def contrast_with_white(accent: str) -> float:
    """The contrast of a colour with white, 1 to 21 (WCAG 2.2, relative luminance)."""
    channels = [int(accent[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)

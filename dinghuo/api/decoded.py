"""Reads a file that a call carries."""

import base64
import binascii

from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Fault, Invalid


def decoded(content: str, path: str = "content") -> bytes:
    """The file that was sent in base64. Raises Invalid at `path`."""
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise Invalid([Fault(path, "base64", _("Send the file in base64."))]) from wrong

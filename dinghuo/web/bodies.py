"""Reads what clients send so that each is answered: bodies of unknown length, and those that are larger than is taken.

A server that answers before it has read everything hangs up on a client that is still sending, which then sees a
broken connection instead of the answer. So what nobody wanted to read is read and thrown away, within limits.
"""

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import Any

from django.conf import settings

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

PIECE_BYTES = 64 * 1024
#: A body of unknown length lies in memory up to here, above in a file without a name.
MEMORY_BYTES = 1024 * 1024
#: What fits into the buffers between us and a client was sent already: it breaks no connection.
BUFFERED_BYTES = 64 * 1024
#: Whoever sends more than is taken gets so long to finish; then the connection breaks after all.
LINGER_SECONDS = 10.0
BODILESS = ("GET", "HEAD", "OPTIONS", "TRACE")


def whole_bodies(application: Application) -> Application:
    """Wrap a WSGI application. Only where the server ends the input by itself can more be read than was announced."""

    def answer(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if not environ.get("wsgi.input_terminated"):
            return application(environ, start_response)
        source, length = environ["wsgi.input"], environ.get("CONTENT_LENGTH")
        if not length and environ["REQUEST_METHOD"] not in BODILESS:
            _measure(environ)
        response = application(environ, start_response)
        # Who waits for "100 Continue" has sent nothing yet, and needn't.
        if int(environ.get("CONTENT_LENGTH") or 0) > BUFFERED_BYTES and "HTTP_EXPECT" not in environ:
            # A thread of its own, for a client that announces much and sends nothing can't be waited for: with the
            # answer its connection ends, and so does the reading.
            reading = threading.Thread(target=_throw_away, args=(source,), daemon=True)
            reading.start()
            reading.join(LINGER_SECONDS)
        return response

    return answer


def most_bytes(content_type: str) -> int:
    """The most that is taken as one body: files may be larger than what is typed or programs send."""
    if content_type.startswith("multipart/form-data"):
        return settings.UPLOAD_MOST_BYTES
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def _measure(environ: Environ) -> None:
    """Read a body of unknown length, and tell its length as if the client had."""
    most = most_bytes(environ.get("CONTENT_TYPE", ""))
    kept = SpooledTemporaryFile(MEMORY_BYTES)  # noqa: SIM115 - closed with the request that reads it
    taken = 0
    # More than is taken is told as more than is taken, without keeping it.
    while taken <= most and (piece := environ["wsgi.input"].read(min(PIECE_BYTES, most + 1 - taken))):
        kept.write(piece)
        taken += len(piece)
    kept.seek(0)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = kept, str(taken)


def _throw_away(source: Any) -> None:
    ends = time.monotonic() + LINGER_SECONDS
    # A connection that breaks has nothing more to read either.
    with suppress(OSError, ValueError, RuntimeError):
        while source.read(PIECE_BYTES) and time.monotonic() < ends:
            pass

"""Tells a supervisor whether this process lives and whether it can serve."""

from django.http import HttpRequest, JsonResponse

from dinghuo.foundation import readiness


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process answers at all."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200, or 503 with what is missing."""
    missing = readiness.missing()
    return JsonResponse(
        {"status": "missing" if missing else "ok", "missing": missing}, status=503 if missing else 200
    )

"""What becomes of an address that no page has."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import is_valid_path

from dinghuo.web.shared.views import errors


def answer_unknown(request: HttpRequest) -> HttpResponse:
    """Send a reader on who typed a closing slash too many or left one out; otherwise say that there is nothing here."""
    if request.method in ("GET", "HEAD") and is_valid_path(_other(request.path_info)):
        request.path = _other(request.path)
        return HttpResponseRedirect(request.get_full_path())
    return errors.not_found(request)


def _other(path: str) -> str:
    return path.removesuffix("/") if path.endswith("/") else f"{path}/"

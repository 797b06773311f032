"""Signs the demo market's people in as they do themselves: through the form, with their passwords."""

import re
import urllib.parse
import urllib.request
from collections.abc import Sequence
from http.cookiejar import CookieJar

from dinghuo.local.places import read_json, var

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
COOKIE = "dinghuo_session"


def signed_in(port: int) -> dict[str, Sequence[str]]:
    """Session cookies of the accounts in var/demo.json, by the door they come in at. One account a door."""
    found: dict[str, Sequence[str]] = {}
    for account in (read_json(var() / "demo.json") or {}).get("accounts", []):
        if account["door"] not in found:
            found[account["door"]] = [_cookie(port, account)]
    return found


def _cookie(port: int, account: dict[str, str]) -> str:
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    url = f"http://127.0.0.1:{port}/sign-in"
    with browser.open(url) as answer:
        token = TOKEN.search(answer.read().decode())
        url = answer.geturl()
    assert token is not None
    form = {"csrfmiddlewaretoken": token[1], "login": account["login"], "password": account["password"]}
    request = urllib.request.Request(url, urllib.parse.urlencode(form).encode(), {"Referer": url})
    browser.open(request).close()
    cookie = next((each for each in jar if each.name == COOKIE), None)
    if cookie is None:
        raise RuntimeError(f"{account['login']} could not sign in")
    return f"{COOKIE}={cookie.value}"

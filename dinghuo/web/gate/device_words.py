"""Says in words what a browser calls itself."""

from django.utils.translation import gettext as _

#: In this order, for most browsers also carry the names of others.
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Browser and system, such as "Firefox on Windows"; as much of it as is known."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def opened_words(opened_by: str) -> str:
    """With what a session was opened."""
    words = {
        "password": _("Password"),
        "app": _("Password and app"),
        "recovery": _("Password and recovery code"),
        "passkey": _("Passkey"),
    }
    return words[opened_by]

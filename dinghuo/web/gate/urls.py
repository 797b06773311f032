"""Addresses of the gate and of one's own account."""

from django.urls import path

from dinghuo.web.gate.views import account, inbox, notifications, password, registration, sign_in, switch

app_name = "gate"
urlpatterns = [
    path("home", sign_in.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-in/market", sign_in.choose_market, name="choose_market"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("forgot-password", password.forgot, name="forgot"),
    path("reset-password", password.reset, name="reset"),
    path("register", registration.register, name="register"),
    path("register/waiting/<str:token>", registration.waiting, name="waiting"),
    path("switch", switch.switch, name="switch"),
    path("account", account.account, name="account"),
    path("account/devices", account.devices, name="devices"),
    path("account/devices/others", account.end_others, name="end_others"),
    path("account/devices/<uuid:session_id>", account.end_device, name="end_device"),
    path("notifications", notifications.notifications, name="notifications"),
    path("notifications/read", notifications.read_all, name="read_all"),
    path("notifications/<uuid:notification_id>", notifications.open_notification, name="open_notification"),
    path("dev/inbox", inbox.inbox, name="inbox"),
]

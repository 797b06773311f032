"""Addresses of the gate and of one's own account."""

from django.urls import path

from dinghuo.web.gate.views import (
    account,
    departments,
    inbox,
    notifications,
    passkeys,
    password,
    registration,
    second_factor,
    sign_in,
    switch,
)

app_name = "gate"
urlpatterns = [
    path("home", sign_in.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-in/market", sign_in.choose_market, name="choose_market"),
    path("sign-in/code", second_factor.code, name="code"),
    path("sign-in/passkey", passkeys.enter, name="passkey"),
    path("sign-in/passkey/options", passkeys.options, name="passkey_options"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("forgot-password", password.forgot, name="forgot"),
    path("reset-password", password.reset, name="reset"),
    path("register", registration.register, name="register"),
    path("register/waiting/<str:token>", registration.waiting, name="waiting"),
    path("switch", switch.switch, name="switch"),
    path("account", account.account, name="account"),
    path("account/second-factor", second_factor.second_factor, name="second_factor"),
    path("account/second-factor/app", second_factor.begin, name="app_begin"),
    path("account/second-factor/app/code", second_factor.confirm, name="app_confirm"),
    path("account/second-factor/app/recovery", second_factor.renew, name="app_codes"),
    path("account/second-factor/app/removal", second_factor.remove, name="app_remove"),
    path("account/passkeys", passkeys.add, name="passkey_add"),
    path("account/passkeys/options", passkeys.new_options, name="passkey_new_options"),
    path("account/passkeys/<uuid:passkey_id>/removal", passkeys.remove, name="passkey_remove"),
    path("account/devices", account.devices, name="devices"),
    path("account/devices/others", account.end_others, name="end_others"),
    path("account/devices/<uuid:session_id>", account.end_device, name="end_device"),
    path("departments", departments.departments_page, name="departments"),
    path("notifications", notifications.notifications, name="notifications"),
    path("notifications/read", notifications.read_all, name="read_all"),
    path("notifications/<uuid:notification_id>", notifications.open_notification, name="open_notification"),
    path("dev/inbox", inbox.inbox, name="inbox"),
]

"""Mails on a developer's terminal."""

from io import StringIO

from django.core.mail import EmailMessage

from dinghuo.foundation.console_mail import ReadableBackend


def test_a_mail_can_be_read_where_it_is_printed():
    screen = StringIO()
    mail = EmailMessage("您的验证码", "123456，10 分钟内有效。", to=["a@b.example"])
    ReadableBackend(stream=screen).send_messages([mail])
    assert screen.getvalue() == "E-mail to a@b.example: 您的验证码 · 123456，10 分钟内有效。\n"

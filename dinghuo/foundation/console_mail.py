"""Prints e-mails so that a person can read them: the way mails leave a developer's machine."""

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend


class ReadableBackend(EmailBackend):
    """One line for each mail, as for text messages; Django's own prints Chinese as base64."""

    def write_message(self, message: EmailMessage) -> None:
        """Print whom it goes to, what about, and its text."""
        self.stream.write(f"E-mail to {', '.join(message.to)}: {message.subject} · {message.body}\n")

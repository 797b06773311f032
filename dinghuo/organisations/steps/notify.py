"""Tells the members who hold a permission what has happened: under their bell, and by e-mail."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils import translation

from dinghuo.foundation.outbound import send_emails
from dinghuo.organisations.models import Market, Notification, Person
from dinghuo.organisations.queries.people import members_with

#: Writes title and body of a kind of news in the active language.
Write = Callable[[str, Mapping[str, Any]], tuple[str, str]]


def notify(
    market_id: UUID,
    organisation_id: UUID,
    permission: str,
    kind: str,
    data: Mapping[str, Any],
    write: Write,
    link: str = "",
    event_id: UUID | None = None,
) -> list[Notification]:
    """Tell everybody in an organisation who holds the permission. What is kept is the kind and plain JSON values, which
    are put into words when they are read; an e-mail is written now, in its receiver's language.

    With an event's id, a person hears of the event once, however often the reaction runs.
    """
    people = members_with(organisation_id, permission)
    return notify_people(market_id, organisation_id, people, kind, data, write, link, event_id)


def notify_people(
    market_id: UUID,
    organisation_id: UUID,
    people: list[Person],
    kind: str,
    data: Mapping[str, Any],
    write: Write,
    link: str = "",
    event_id: UUID | None = None,
) -> list[Notification]:
    """The same for people by name, in the house for which they act."""
    if event_id is not None:
        told = set(
            Notification.objects.filter(
                market_id=market_id, event_id=event_id, organisation_id=organisation_id
            ).values_list("person_id", flat=True)
        )
        people = [person for person in people if person.id not in told]
    if not people:
        return []
    rows = Notification.objects.bulk_create(
        Notification(
            market_id=market_id,
            person=person,
            organisation_id=organisation_id,
            event_id=event_id,
            kind=kind,
            data=dict(data),
            link=link,
        )
        for person in people
    )
    _write_letters(market_id, [person for person in people if person.email], kind, data, write)
    return rows


def _write_letters(
    market_id: UUID, people: list[Person], kind: str, data: Mapping[str, Any], write: Write
) -> None:
    if not people:
        return
    usual = Market.objects.values_list("languages", flat=True).get(id=market_id)[0]
    letters = []
    for person in people:
        with translation.override(person.language or usual):
            title, body = write(kind, data)
        # A subject line can't hold line breaks.
        subject = " ".join(title.split())[:200]
        letters.append((person.email, subject, body or subject))
    send_emails(market_id, letters)

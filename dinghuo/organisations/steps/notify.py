"""Tells the members who hold a permission what has happened: under their bell, and by e-mail."""

from uuid import UUID

from django.utils import translation
from django.utils.functional import Promise

from dinghuo.foundation.outbound import send_emails
from dinghuo.organisations.models import Market, Notification
from dinghuo.organisations.queries.people import members_with


def notify(
    market_id: UUID,
    organisation_id: UUID,
    permission: str,
    title: str | Promise,
    body: str | Promise = "",
    link: str = "",
    event_id: UUID | None = None,
) -> list[Notification]:
    """Tell everybody in an organisation who holds the permission. Texts marked lazily come in each one's language.

    With an event's id, a person hears of the event once, however often the reaction runs.
    """
    people = members_with(organisation_id, permission)
    if event_id is not None:
        told = set(
            Notification.objects.filter(
                market_id=market_id, event_id=event_id, organisation_id=organisation_id
            ).values_list("person_id", flat=True)
        )
        people = [person for person in people if person.id not in told]
    if not people:
        return []
    languages = Market.objects.values_list("languages", flat=True).get(id=market_id)
    rows, letters = [], []
    for person in people:
        with translation.override(person.language or languages[0]):
            row = Notification(
                market_id=market_id,
                person=person,
                organisation_id=organisation_id,
                event_id=event_id,
                # A subject line can't hold line breaks.
                title=" ".join(str(title).split())[:200],
                body=str(body),
                link=link,
            )
        rows.append(row)
        if person.email:
            letters.append((person.email, row.title, row.body or row.title))
    Notification.objects.bulk_create(rows)
    send_emails(market_id, letters)
    return rows

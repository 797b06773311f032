"""Counts the codes somebody tries, before any is looked at."""

from uuid import UUID

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import SECOND_FACTOR
from dinghuo.organisations.steps.count_tries import count_tries, forget_tries, too_many


def count_codes(person_id: UUID) -> None:
    """Count one try of a person's second factor, in a transaction of its own. Raises TooManyAttempts."""
    with acting(visitor()):
        wait = count_tries([(SECOND_FACTOR, str(person_id))])
    if wait:
        raise too_many(wait)


def forget_codes(person_id: UUID) -> None:
    """Take back what was counted for somebody whose code was right."""
    with acting(visitor()):
        forget_tries([(SECOND_FACTOR, str(person_id))])

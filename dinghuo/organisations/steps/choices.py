"""Makes and reads the tokens by which one chooses a market after the password was right."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from dinghuo.organisations.errors import ChoiceExpired
from dinghuo.organisations.models import Person
from dinghuo.organisations.rules.limits import CHOICE_SECONDS
from dinghuo.organisations.rules.secrets import keyed_hash

SALT = "dinghuo.organisations.choice"


def make_choice(person: Person, membership_id: UUID | None) -> str:
    """A token for one person: dies after five minutes, and when the password changes."""
    return signing.dumps(
        {
            "market": person.market_id.hex,
            "person": person.id.hex,
            "membership": membership_id.hex if membership_id else "",
            "password": _mark(person),
        },
        salt=SALT,
    )


def market_of_choice(token: str) -> UUID:
    """The market a token enters. Raises ChoiceExpired for one that is too old or not ours."""
    return UUID(hex=_read(token)["market"])


def person_of_choice(token: str) -> tuple[Person, UUID | None]:
    """The person and, after a company's name, the membership of a token, in a context of its market."""
    choice = _read(token)
    person = Person.objects.filter(market_id=choice["market"], id=choice["person"], is_active=True).first()
    if person is None or choice["password"] != _mark(person):
        raise _expired()
    return person, UUID(hex=choice["membership"]) if choice["membership"] else None


def _read(token: str) -> dict[str, str]:
    try:
        choice: dict[str, str] = signing.loads(token, salt=SALT, max_age=CHOICE_SECONDS)
    except signing.BadSignature as fault:
        raise _expired() from fault
    return choice


def _mark(person: Person) -> str:
    return keyed_hash(settings.SECRET_KEY, "choice", person.password)[:16]


def _expired() -> ChoiceExpired:
    return ChoiceExpired(_("That took a while. Please sign in again."))

"""The words for where an organisation, a membership and a registration stand, and which may follow which."""

from enum import StrEnum

from dinghuo.foundation.states import Moves


class Part(StrEnum):
    """A part that an organisation takes in its market; one organisation may take several."""

    OPERATOR = "operator"
    BRANCH = "branch"
    SUPPLIER = "supplier"
    BUYER = "buyer"


class OrganisationStatus(StrEnum):
    """Whether an organisation may trade."""

    PENDING = "pending"
    ACTIVE = "active"
    BLOCKED = "blocked"
    REJECTED = "rejected"


ORGANISATION_MOVES = Moves(
    {
        OrganisationStatus.PENDING: {OrganisationStatus.ACTIVE, OrganisationStatus.REJECTED},
        OrganisationStatus.ACTIVE: {OrganisationStatus.BLOCKED},
        OrganisationStatus.BLOCKED: {OrganisationStatus.ACTIVE},
        OrganisationStatus.REJECTED: {OrganisationStatus.PENDING},
    }
)


class MembershipStatus(StrEnum):
    """Whether a person may act for an organisation."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


class OpenedBy(StrEnum):
    """How a person proved itself when a session was opened."""

    PASSWORD = "password"  # noqa: S105 - the word for it, not one
    APP = "app"
    RECOVERY = "recovery"
    PASSKEY = "passkey"


#: What counts as two factors: something known or what one is, and something one has. A passkey is both.
PROVEN = frozenset({OpenedBy.APP, OpenedBy.RECOVERY, OpenedBy.PASSKEY})


class RegistrationState(StrEnum):
    """How far the operator's review of a registration has come."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"


REGISTRATION_MOVES = Moves(
    {RegistrationState.PENDING: {RegistrationState.APPROVED, RegistrationState.REFUSED}}
)


class GuestPolicy(StrEnum):
    """What a storefront shows to somebody who hasn't signed in."""

    NOTHING = "nothing"
    GOODS = "goods"
    PRICES = "prices"


class CodePurpose(StrEnum):
    """What a code sent to a phone is good for."""

    RESET = "reset"
    REGISTRATION = "registration"


class ShownTax(StrEnum):
    """How prices are shown to a buyer: as the price lists have them, all with their tax, or all without."""

    AS_LISTED = ""
    INCLUDED = "included"
    EXCLUDED = "excluded"

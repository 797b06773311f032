"""The sentences with which this domain refuses."""

from dinghuo.foundation.errors import Refusal


class WrongLogin(Refusal):
    """Login and password don't belong together; whether the login exists isn't told."""

    type = "wrong-login"


class TooManyAttempts(Refusal):
    """Too many tries in too short a time; `instead` says how many seconds to wait."""

    type = "too-many-attempts"


class NoEntry(Refusal):
    """The password is right, but the person or every one of its organisations is closed."""

    type = "no-entry"


class ChoiceExpired(Refusal):
    """Too long ago since the password was given; it has to be given again."""

    type = "choice-expired"


class WrongCode(Refusal):
    """The code from the text message is wrong, used or too old."""

    type = "wrong-code"


class FactorPresent(Refusal):
    """There is an authenticator app already."""

    type = "factor-present"


class ProveFirst(Refusal):
    """The session has shown a password only, and this asks for the second factor."""

    type = "prove-first"


class PasskeyRefused(Refusal):
    """A passkey that isn't known here, or an answer that came too late or twice."""

    type = "passkey-refused"


class PhoneTaken(Refusal):
    """Another person of the market has this phone number."""

    type = "phone-taken"


class EmailTaken(Refusal):
    """Another person of the market has this e-mail address."""

    type = "email-taken"


class KeyTaken(Refusal):
    """Another market, storefront or organisation has this key, host or code."""

    type = "key-taken"


class AlreadyRegistered(Refusal):
    """The company has registered, or is a customer already."""

    type = "already-registered"


class AlreadyDecided(Refusal):
    """Somebody has decided this registration in the meantime."""

    type = "already-decided"


class LastAdministrator(Refusal):
    """The organisation would be left with nobody who may manage its people."""

    type = "last-administrator"


class TreeLoop(Refusal):
    """An organisation or department can't stand under itself."""

    type = "tree-loop"

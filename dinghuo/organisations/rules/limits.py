"""How often the gate may be tried before one has to wait."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """At most so many tries of one kind by one subject (an address, a login, a phone) within a window."""

    kind: str
    most: int
    window_seconds: int


#: Ten wrong passwords lock a login for a quarter of an hour. That is 960 guesses a day: too few to guess with, and
#: somebody who only knows a login can't keep its owner out for long.
SIGN_IN_BY_LOGIN = Limit("sign-in-login", 10, 900)
#: An office behind one address has many people; only failed tries stay counted.
SIGN_IN_BY_ADDRESS = Limit("sign-in-address", 60, 900)
#: A text message costs money and annoys: one a minute and six an hour to a phone, thirty an hour from an address.
CODE_BY_PHONE_MINUTE = Limit("code-phone-minute", 1, 60)
CODE_BY_PHONE = Limit("code-phone", 6, 3600)
CODE_BY_ADDRESS = Limit("code-address", 30, 3600)
#: A code of six digits, of which three are good at a time: five tries in a quarter of an hour find one in 230 days of
#: trying without a pause, and whoever tries must know the password already.
SECOND_FACTOR = Limit("second-factor", 5, 900)
#: Asking for a passkey costs a row.
PASSKEY_BY_ADDRESS = Limit("passkey-address", 120, 900)
REGISTER_BY_ADDRESS = Limit("register-address", 20, 3600)

#: A code of six digits dies after five wrong tries, so a guess succeeds once in 200,000 codes.
CODE_DIGITS = 6
CODE_TRIES = 5
CODE_SECONDS = 600

#: A device that hasn't been used for two weeks, or that signed in three months ago, signs in again.
SESSION_IDLE_DAYS = 14
SESSION_DAYS = 90
#: How exact "last seen" is: a page view within this time writes nothing.
SEEN_SECONDS = 300
#: How long a device may take to ask for a finger or a face.
CHALLENGE_SECONDS = 300
#: How long one may think about which market to enter after the password was right.
CHOICE_SECONDS = 300


def minutes_to_wait(seconds: int) -> int:
    """Seconds as whole minutes, never zero."""
    return max(1, -(-seconds // 60))

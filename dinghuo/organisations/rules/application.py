"""What a company tells of itself when it asks to join."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Application:
    """What a company tells of itself, as typed. `code` is the one sent to the phone; `storefront` a key or empty."""

    part: str
    company: str
    tax_number: str
    contact: str
    phone: str
    code: str
    password: str
    street: str
    region_code: str = ""
    email: str = ""
    note: str = ""
    storefront: str = ""

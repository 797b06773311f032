"""Speaks WebAuthn: what a browser is asked for when a passkey is made or used, and whether its answer is right.

The library is loaded when the first passkey comes: it takes a second and 30 MB that most processes never need.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.organisations.errors import PasskeyRefused
from dinghuo.organisations.models import Passkey, Person
from dinghuo.organisations.rules.site import Site, user_handle

#: What comes of reading an answer that no browser has made.
MALFORMED = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True)
class NewKey:
    """A passkey that a device has made, as it is kept."""

    credential: str
    public_key: str
    sign_count: int
    transports: list[str]


def creation_options(
    person: Person, issuer: str, site: Site, challenge: bytes, known: Sequence[Passkey]
) -> dict[str, Any]:
    """What a browser is asked for a new passkey; devices that hold one of the `known` say so."""
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=issuer,
        user_id=user_handle(person.market_id, person.id),
        user_name=person.email or person.shown_phone or person.name,
        user_display_name=person.name,
        challenge=challenge,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(key.credential))
            for key in known
        ],
    )
    return _plain(options)


def request_options(site: Site, challenge: bytes) -> dict[str, Any]:
    """What a browser is asked for to sign somebody in, whoever it is."""
    import webauthn
    from webauthn.helpers import structs

    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return _plain(options)


@dataclass(frozen=True)
class Answer:
    """A browser's answer, before anything in it is believed: which passkey, what it signed, whose it says it is."""

    credential: str
    challenge: bytes
    handle: bytes


def read_answer(text: str) -> Answer:
    """What a browser's answer says. Raises PasskeyRefused for what is no answer."""
    try:
        told = json.loads(text)
        response = told["response"]
        signed = json.loads(_bytes(response["clientDataJSON"]))
        handle = _bytes(response.get("userHandle") or "")
        return Answer(str(told["id"])[:1400], _bytes(signed["challenge"]), handle)
    except MALFORMED as wrong:
        raise _refused() from wrong


def verified_new(answer: str, challenge: bytes, site: Site) -> NewKey:
    """The passkey in a browser's answer, made for this challenge at this site. Raises PasskeyRefused."""
    import webauthn
    from webauthn.helpers import bytes_to_base64url, exceptions

    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (exceptions.WebAuthnException, *MALFORMED) as wrong:
        raise _refused() from wrong
    told = json.loads(answer)["response"].get("transports") or []
    return NewKey(
        credential=bytes_to_base64url(found.credential_id),
        public_key=bytes_to_base64url(found.credential_public_key),
        sign_count=found.sign_count,
        transports=[str(each)[:20] for each in told][:8],
    )


def verified_use(answer: str, challenge: bytes, site: Site, key: Passkey) -> int:
    """The passkey's new count of signatures, if it has signed this challenge at this site. Raises PasskeyRefused."""
    import webauthn
    from webauthn.helpers import exceptions

    try:
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=webauthn.base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except (exceptions.WebAuthnException, *MALFORMED) as wrong:
        raise _refused() from wrong
    return found.new_sign_count


def _plain(options: Any) -> dict[str, Any]:
    import webauthn

    found: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return found


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))


def _refused() -> PasskeyRefused:
    return PasskeyRefused(_("This passkey isn't known here. Sign in with your password, or try again."))

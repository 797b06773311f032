"""Makes API keys, and the client that calls the API with one."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.models import ApiKey
from dinghuo.integration.rules.api_tokens import token_of
from dinghuo.organisations.models import Membership, MembershipGrant, MembershipRole, Role
from dinghuo.organisations.rules.secrets import hash_of, new_secret


def make_key(actor: Actor) -> str:
    """A key with just the grants of this actor; its person becomes a member of its organisation."""
    market_id, secret = actor.market_id, new_secret()
    with acting(Actor.system(market_id)):
        membership, _ = Membership.objects.get_or_create(
            market_id=market_id, person_id=actor.person_id, organisation_id=actor.organisation_id
        )
        for part in actor.parts:
            role, _ = Role.objects.get_or_create(
                market_id=market_id, key=f"only-{part}", defaults={"name": part, "door": part}
            )
            MembershipRole.objects.get_or_create(market_id=market_id, membership=membership, role=role)
        MembershipGrant.objects.bulk_create(
            MembershipGrant(market_id=market_id, membership=membership, permission=name, limit=limit)
            for name, limit in actor.grants.items()
        )
        ApiKey.objects.create(
            market_id=market_id,
            organisation_id=actor.organisation_id,
            membership=membership,
            name="test",
            secret_hash=hash_of(secret),
            ending=secret[-4:],
            made_by="test",
        )
    return token_of(market_id, secret)


@dataclass(frozen=True)
class Answer:
    """What came back. `answer["total"]` looks into the JSON."""

    status: int
    body: Any
    headers: Any
    content: bytes

    def __getitem__(self, name: str) -> Any:
        return self.body[name]

    @property
    def paths(self) -> dict[str, str]:
        """Of a 422: the code of each fault by its path."""
        return {fault["path"]: fault["code"] for fault in self.body["errors"]}


class Program:
    """A program that calls the API as somebody."""

    def __init__(self, actor: Actor | None = None, token: str = ""):
        self.token = token or (make_key(actor) if actor else "")
        self.client = Client()

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Any call below /api/v1; `body` is a JSON value, or the raw text itself."""
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        text = body if isinstance(body, str | bytes) else "" if body is None else json.dumps(body)
        response = self.client.generic(
            method,
            f"/api/v1{path}",
            text,
            content_type=headers.pop("Content_Type", "application/json"),
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )
        content = b"".join(response.streaming_content) if response.streaming else response.content
        kind = response.headers.get("Content-Type", "")
        return Answer(
            response.status_code,
            response.json() if "json" in kind else None,
            response.headers,
            content,
        )

    def get(self, path: str, **headers: str) -> Answer:
        """A GET."""
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        """A POST."""
        return self.call("POST", path, body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Answer:
        """A PUT."""
        return self.call("PUT", path, body, **headers)

    def delete(self, path: str, body: Any = None, **headers: str) -> Answer:
        """A DELETE."""
        return self.call("DELETE", path, body, **headers)

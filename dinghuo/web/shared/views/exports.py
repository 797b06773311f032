"""Lists as files, behind every door."""

from django.http import HttpResponse

from dinghuo.foundation.actor import Actor
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tables import exported

#: Which part the house takes in what its door lists; the operator and a branch's customers are looked at from outside.
SIDES = {"buyer": "buyer", "supplier": "seller", "branch": "seller"}


def export(request: Request, actor: Actor, name: str, kind: str) -> HttpResponse:
    """The list of this name, with the filters of its address, whole."""
    return exported(request, actor, name, kind, SIDES.get(request.door, ""))

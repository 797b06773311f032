"""What became of the options of kits that were put into the cart, in words."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dinghuo.foundation.fields import translated
from dinghuo.ordering.actions.fill_cart import Rechosen
from dinghuo.web.shared import flash
from dinghuo.web.shared.templatetags.amounts import number


def say_rechosen(request: HttpRequest, kits: Iterable[Rechosen]) -> None:
    """Say which kits come with another choice of options than stood in the cart, or than was asked of some of them."""
    for kit in kits:
        flash.warn(request, rechosen_words(kit))


def rechosen_words(kit: Rechosen) -> str:
    """That one choice of options counts for all of a kit, and which."""
    told = {
        "goods": translated(kit.goods.name, dict(kit.goods.names)),
        "quantity": number(kit.quantity),
        "unit": kit.unit,
        "options": ", ".join(kit.options),
    }
    if kit.options:
        return (
            _(
                "%(goods)s: a cart holds one choice of optional parts. All %(quantity)s %(unit)s come with %(options)s"
                " now; order others separately."
            )
            % told
        )
    return (
        _(
            "%(goods)s: a cart holds one choice of optional parts. All %(quantity)s %(unit)s come without any now;"
            " order others separately."
        )
        % told
    )

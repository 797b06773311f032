"""Adds a picture to a product or to one of its variants."""

from django.db.models import Max
from django.utils.translation import gettext as _

from dinghuo.catalogue.events import ImageAdded
from dinghuo.catalogue.models import Image, Variant
from dinghuo.catalogue.permissions import ADD_IMAGE
from dinghuo.catalogue.steps.keep_picture import keep_picture
from dinghuo.catalogue.steps.lock_product import lock_product
from dinghuo.catalogue.steps.redraw_image import NoImage
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def add_image(actor: Actor, code: str, content: bytes, sku: str = "") -> str:
    """Keep the picture (PNG, JPEG or WebP) and add it to the product with this code, or to its variant with that SKU.

    It is redrawn: what isn't picture - place and camera, scripts - doesn't survive. Returns its path below MEDIA_ROOT.
    Raises NotFound, or Invalid where it is no picture or too large.
    """
    require(actor, ADD_IMAGE)
    with acting(actor):
        product = lock_product(actor, code, ADD_IMAGE)
        variant = Variant.objects.filter(market_id=actor.market_id, product=product, sku=sku).first()
        if sku and variant is None:
            raise NotFound(sku)
        try:
            file = keep_picture(actor.market_id, content)
        except NoImage as fault:
            told = _("This is no picture that can be shown. Send PNG, JPEG or WebP of at most 10 MB.")
            raise Invalid([Fault("image", "image", told)]) from fault
        rows = Image.objects.filter(market_id=actor.market_id, product=product)
        if not rows.filter(file=file).exists():
            last = rows.aggregate(last=Max("position"))["last"]
            position = 0 if last is None else last + 1
            Image.objects.create(
                market_id=actor.market_id, product=product, variant=variant, file=file, position=position
            )
            record(actor, ImageAdded(product.id, product.code, data={"sku": sku}))
        return file

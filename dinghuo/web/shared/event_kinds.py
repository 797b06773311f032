"""Names what may happen, for the audit of a market; what happened to an order in detail is told by event_words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_KINDS: Mapping[str, str | Promise] = {
    "order.placed": _("Order placed"),
    "order.approved": _("Order approved"),
    "order.approval_refused": _("Order not approved"),
    "order.confirmed": _("Order answered"),
    "order.cancelled": _("Order cancelled"),
    "order.cancellation_requested": _("Cancellation asked for"),
    "order.change_proposed": _("Change proposed"),
    "order.change_accepted": _("Change accepted"),
    "order.change_declined": _("Change declined"),
    "order.message_sent": _("Message written"),
    "order.shipped": _("Goods shipped"),
    "tracking.added": _("Shipment followed"),
    "shipment.received": _("Goods received"),
    "shipment.lost": _("Goods lost"),
    "invoice.issued": _("Invoice issued"),
    "payment.reported": _("Payment reported"),
    "payment.received": _("Payment received"),
    "payment.refused": _("Payment not found"),
    "credit_line.saved": _("Credit line saved"),
    "prepaid.topped_up": _("Balance topped up"),
    "opening.posted": _("Opening balances entered"),
    "category.saved": _("Category saved"),
    "brand.saved": _("Brand saved"),
    "product.saved": _("Product saved"),
    "product.published": _("Product published"),
    "product.withdrawn": _("Product withdrawn"),
    "products.loaded": _("Products loaded"),
    "image.added": _("Picture added"),
    "offer.saved": _("Offer saved"),
    "version.submitted": _("Product submitted"),
    "version.approved": _("Product approved"),
    "version.rejected": _("Product sent back"),
    "attribute.saved": _("Attribute saved"),
    "attribute.removed": _("Attribute removed"),
    "assortment.saved": _("Assortment saved"),
    "price_list.saved": _("Price list saved"),
    "price.put": _("Price set"),
    "price.removed": _("Price ended"),
    "prices.loaded": _("Prices loaded"),
    "stock.counted": _("Stock counted"),
    "stock.adjusted": _("Stock corrected"),
    "warehouse.saved": _("Warehouse saved"),
    "reorder_points.set": _("Reorder points set"),
    "level.saved": _("Level saved"),
    "level.granted": _("Level given"),
    "market.created": _("Market opened"),
    "organisation.created": _("Company taken in"),
    "organisation.saved": _("Company’s facts changed"),
    "organisation.status_changed": _("Company blocked or admitted"),
    "department.saved": _("Department saved"),
    "person.added": _("Person added"),
    "person.signed_in": pgettext_lazy("what happened", "Signed in"),
    "person.password_changed": _("Password changed"),
    "person.sessions_revoked": _("Devices signed out"),
    "person.factor_added": _("Second factor added"),
    "person.factor_removed": _("Second factor removed"),
    "membership.roles_set": _("Roles changed"),
    "membership.grant_set": _("Single right changed"),
    "membership.status_set": _("Person let in or out"),
    "membership.department_set": _("Department assigned"),
    "role.saved": _("Role changed"),
    "address.saved": _("Address saved"),
    "address.deleted": _("Address removed"),
    "storefront.saved": _("Storefront saved"),
    "customer.saved": _("Customer’s terms saved"),
    "customer_group.saved": _("Customer group saved"),
    "registration.received": _("Registration received"),
    "registration.approved": _("Registration admitted"),
    "registration.refused": _("Registration turned away"),
    "api_key.made": _("API key made"),
    "api_key.revoked": _("API key revoked"),
    "offers.loaded": _("Offers loaded"),
    "import.uploaded": _("Sheet uploaded"),
    "import.applied": _("Sheet imported"),
    "import.undone": _("Import undone"),
    "trade.imported": _("Trade brought in"),
}


def kind_words(kind: str) -> str:
    """What happened, in two or three words; the kind itself for one that no domain announces any more."""
    return str(_KINDS.get(kind, kind))


def kind_choices() -> list[tuple[str, str]]:
    """Every kind with its words, for a filter."""
    return [(kind, str(words)) for kind, words in _KINDS.items()]

"""The words of states in files for people."""

from django.utils.translation import gettext_lazy as _

ORDERS = {
    "awaiting_approval": _("Waiting for approval"),
    "submitted": _("Waiting for the seller"),
    "partly_confirmed": _("Confirmed in part"),
    "confirmed": _("Confirmed"),
    "completed": _("Completed"),
    "refused": _("Refused"),
    "cancelled": _("Cancelled"),
}
PAYMENTS = {"reported": _("Reported"), "received": _("Received"), "refused": _("Refused")}
OFFERS = {"active": _("On sale"), "withdrawn": _("Not on sale")}
STATUSES = {
    "pending": _("Pending"),
    "active": _("Active"),
    "blocked": _("Blocked"),
    "rejected": _("Refused"),
}

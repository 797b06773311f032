"""Addresses of the supplier's door."""

from dinghuo.web.selling.doors import Place, opened
from dinghuo.web.selling.urls import paths
from dinghuo.web.selling.views import today

app_name = "supplier"

urlpatterns = [*opened("supplier", [Place("", "today", today.today)]), *paths("supplier")]

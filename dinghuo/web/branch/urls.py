"""Addresses of the branch's door."""

from dinghuo.web.selling.doors import Place, opened
from dinghuo.web.selling.urls import paths
from dinghuo.web.selling.views import today

app_name = "branch"

urlpatterns = [*opened("branch", [Place("", "today", today.today)]), *paths("branch")]

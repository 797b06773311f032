"""Addresses that every door shares."""

from django.urls import path, re_path

from dinghuo.web.shared.views import gallery, look, preferences, regions

app_name = "shared"
urlpatterns = [
    re_path(r"^look/(?P<digest>[0-9a-f]{8})\.(?P<kind>css|js|svg)$", look.bundle, name="look"),
    path("look/accent/<slug:figures>.css", look.accent, name="accent"),
    path("preferences/theme", preferences.theme, name="theme"),
    path("preferences/language", preferences.language, name="language"),
    path("preferences/columns", preferences.columns, name="columns"),
    path("regions", regions.choices, name="regions"),
    path("design", gallery.gallery, name="design"),
]

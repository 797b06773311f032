"""Every address of the program: health first, then the doors."""

from django.urls import include, path

from dinghuo.web import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("", include("dinghuo.web.shared.urls")),
]

"""Every address of the API."""

from django.urls import path

from dinghuo.api import reference
from dinghuo.api.root import api

urlpatterns = [
    path("api/v1/", reference.home),
    path("api/v1/openapi.json", reference.document),
    path("api/v1/docs", reference.page),
    path("api/v1/", api.urls),
]

"""Every address that a person may visit, door by door."""

from django.urls import include, path

from dinghuo.web import media

urlpatterns = [
    path("media/<path:path>", media.media),
    path("", include("dinghuo.web.shared.urls")),
    path("", include("dinghuo.web.gate.urls")),
    path("supplier/", include("dinghuo.web.supplier.urls")),
    path("branch/", include("dinghuo.web.branch.urls")),
    path("operator/", include("dinghuo.web.operator.urls")),
    path("", include("dinghuo.web.buyer.urls")),
]

handler400 = "dinghuo.web.shared.views.errors.bad_request"
handler403 = "dinghuo.web.shared.views.errors.forbidden"
handler404 = "dinghuo.web.shared.views.errors.not_found"
handler500 = "dinghuo.web.shared.views.errors.broken"

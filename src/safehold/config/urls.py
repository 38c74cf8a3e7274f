"""Which address leads to which page."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("safehold.web.public.urls")),
    path("", include("safehold.web.account.urls")),
    path("", include("safehold.web.operations.urls")),
    path("", include("safehold.web.commissioner.urls")),
    path("", include("safehold.web.administration.urls")),
    path("", include("safehold.web.audit.urls")),
    path("", include("safehold.web.jobs.urls")),
]

handler400 = "safehold.web.edge.bad_request"
handler403 = "safehold.web.edge.permission_denied"
handler404 = "safehold.web.edge.page_not_found"
handler500 = "safehold.web.edge.server_error"

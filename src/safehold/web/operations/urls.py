"""Which address leads to what those who run the service ask of it."""

from django.urls import path

from safehold.web.operations import health, metrics

urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", metrics.page, name="metrics"),
]

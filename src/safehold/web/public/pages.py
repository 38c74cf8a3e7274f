"""Pages about the service that anybody may read."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safehold.web.components.static_tables import StaticColumn, StaticTable

COOKIES = StaticTable(
    caption="Cookies that this service sets",
    columns=(
        StaticColumn("Name"),
        StaticColumn("What it is for"),
        StaticColumn("How long it stays"),
    ),
    rows=(
        (settings.SESSION_COOKIE_NAME, "Remembers that you have signed in", "12 hours"),
        (
            settings.KNOWN_BROWSER_COOKIE_NAME,
            "Remembers that you signed in here before, so that nobody locks you out",
            "6 months",
        ),
        (
            settings.CSRF_COOKIE_NAME,
            "Shows that a form was sent from a page of ours",
            "1 year",
        ),
    ),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html")


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "public/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    return render(request, "public/cookies.html", {"cookies": COOKIES})


@require_safe
def about_the_demonstration(request: HttpRequest) -> HttpResponse:
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "public/about_the_demonstration.html")

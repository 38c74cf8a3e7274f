"""What every page's header and footer show, also where the page is a failure's.

Tags rather than a context processor: the page for our own failures is rendered
without a request, and must still say whose service it is.
"""

from typing import TypedDict

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context

from safehold.engine.actors import Actor
from safehold.web import navigation
from safehold.web.operations import requests

register = template.Library()


class Navigation(TypedDict):
    items: tuple[navigation.Item, ...]
    person: str
    path: str
    request: HttpRequest | None


@register.simple_tag
def service_name() -> str:
    return str(settings.SERVICE_NAME)


@register.simple_tag
def is_demonstration() -> bool:
    return bool(settings.DEMONSTRATION)


@register.simple_tag
def request_id() -> str:
    """Return what a person may quote for us to find the request in the log."""
    return requests.current_id()


@register.simple_tag(takes_context=True)
def signed_in_as(context: Context) -> str:
    """Return the name of who is signed in, or nothing."""
    actor = _actor(context.get("request"))
    return actor.name if actor else ""


@register.simple_tag(takes_context=True)
def has_account(context: Context) -> bool:
    """Test if who is signed in has an account to manage: whoever holds a role."""
    actor = _actor(context.get("request"))
    return actor is not None and bool(actor.roles)


@register.inclusion_tag("components/service_navigation.html", takes_context=True)
def service_navigation(context: Context) -> Navigation:
    request = context.get("request")
    actor = _actor(request)
    path = request.path if request else ""
    return Navigation(
        items=navigation.items(actor, path=path),
        person=actor.name if actor else "",
        path=path,
        request=request,
    )


@register.simple_tag(takes_context=True)
def part_links(context: Context) -> tuple[navigation.Item, ...]:
    """Return the parts of the service that the start page offers this person."""
    return navigation.items(_actor(context.get("request")), path="")


def _actor(request: HttpRequest | None) -> Actor | None:
    actor: Actor | None = getattr(request, "actor", None)
    return actor if actor and actor.person_id else None

"""Every address that the service answers, filled in with every thing there is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db.models import Model
from django.urls import get_resolver

from safehold.apps.decisions.models import Decision
from safehold.apps.programmes.models import Award, Programme
from tests.apps.refusing import OURS
from tests.architecture.test_routes import routes

# By their names in an address; whatever ends in _id is the model of that name.
_BY_NAME: dict[str, tuple[tuple[type[Model], str], ...]] = {
    "slug": ((Programme, "slug"), (Decision, "slug")),
    "financial_year": ((Award, "financial_year"),),
    "pk": ((Authenticator, "pk"),),
    "session_id": ((UserSession, "pk"),),
}
# What no table holds; each is of nobody.
_BY_HEART = {
    "uidb36": ["1"],
    "key": ["never-ours"],
    "token": ["never-ours"],
    "provider_id": ["login.nowhere.example"],
}
# Of nobody at all, in every sort of address.
NOWHERE = {"slug": "nowhere", "financial_year": "1987-88", "token": "never-either"}
# So many things of one kind are asked for, of each organisation.
FEW = 6
_PART = re.compile(r"<(?:(\w+):)?(\w+)>")


def parts(route: str) -> list[str]:
    return [name for _, name in _PART.findall(route)]


def filled(route: str, given: dict[str, object]) -> str:
    return "/" + _PART.sub(lambda part: str(given[part[2]]), route)


def every_route() -> list[str]:
    return list(dict.fromkeys(routes(get_resolver())))


def every_address() -> dict[str, list[str]]:
    """Return each route with each thing of its kind, and with one that is nowhere."""
    return {route: list(_addresses(route)) for route in every_route()}


def _addresses(route: str) -> Iterator[str]:
    names = parts(route)
    for values in itertools.product(*(_values(name) for name in names)):
        yield filled(route, dict(zip(names, values, strict=True)))


def _values(name: str) -> list[object]:
    if name in _BY_HEART:
        return [*_BY_HEART[name]]
    found: set[object] = set()
    for model, field in _BY_NAME.get(name) or ((_model_of(name), "pk"),):
        found |= _some(model, field)
    return [*sorted(found, key=str), NOWHERE.get(name, 404_404)]


def _some(model: type[Model], field: str) -> set[object]:
    """Return a few values of each organisation, from the first to the last."""
    rows = model._base_manager.order_by("pk")
    if "organisation_id" not in {each.attname for each in model._meta.fields}:
        return set(rows.values_list(field, flat=True))
    by_organisation: dict[object, list[object]] = {}
    for where, value in rows.values_list("organisation_id", field):
        by_organisation.setdefault(where, []).append(value)
    return {
        values[number * (len(values) - 1) // (FEW - 1)]
        for values in by_organisation.values()
        for number in range(FEW)
    }


def _model_of(name: str) -> type[Model]:
    called = name.removesuffix("_id").replace("_", "")
    models = [
        model
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        # What is kept of events and changes is called so in addresses.
        if model._meta.model_name in (called, f"audit{called}")
    ]
    assert name.endswith("_id"), f"say in addresses.py what <{name}> is"
    assert len(models) == 1, f"say in addresses.py what <{name}> is"
    return models[0]

"""What holds for every table there is and every one to come."""

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.tree import APPS

MODELS = [
    model
    for app in APPS
    for model in apps.get_app_config(app.name).get_models(include_auto_created=True)
]
FIELDS = [
    field for model in MODELS for field in model._meta.get_fields() if field.concrete
]
LINKS = [field for field in FIELDS if isinstance(field, models.ForeignKey)]


def label(field: object) -> str:
    return str(field)


def test_no_row_goes_because_another_did() -> None:
    assert not [
        label(link)
        for link in LINKS
        if link.remote_field.on_delete is not models.PROTECT
    ]


def test_no_table_sorts_itself() -> None:
    assert not [model.__name__ for model in MODELS if model._meta.ordering]


def test_no_link_is_generic() -> None:
    assert not [
        label(field) for field in FIELDS if field.name in {"content_type", "object_id"}
    ]


def test_yes_or_no_is_never_neither() -> None:
    assert not [
        label(field)
        for field in FIELDS
        if isinstance(field, models.BooleanField) and field.null
    ]


def test_money_is_whole_pence() -> None:
    inexact = (models.FloatField, models.DecimalField)

    assert not [label(field) for field in FIELDS if isinstance(field, inexact)]
    assert not [
        label(field)
        for field in FIELDS
        if field.name.endswith("_pence")
        and not isinstance(field, models.BigIntegerField)
    ]


def test_instants_say_so_and_whose_they_are() -> None:
    by = {f"{field.model.__name__}.{field.name}" for field in LINKS}
    instants = [
        field
        for field in FIELDS
        if isinstance(field, models.DateTimeField)
        # Django's own column, and the audit record's lines, which name their actor.
        and label(field)
        not in {
            "people.Person.last_login",
            "audit.AuditEvent.happened_at",
            "audit.AuditChange.happened_at",
        }
        # What the worker does, and no person.
        and label(field).split(".")[-1]
        not in {"next_attempt_at", "started_at", "finished_at", "heartbeat_at"}
    ]

    assert not [label(field) for field in instants if not field.name.endswith("_at")]
    assert not [
        label(field)
        for field in instants
        if f"{field.model.__name__}.{field.name.removesuffix('_at')}_by" not in by
    ]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: str(model.__name__))
def test_every_constraint_begins_with_its_tables_name(
    model: type[models.Model],
) -> None:
    words = [constraint.name.split("_")[0] for constraint in model._meta.constraints]
    own = model.__name__.lower()

    assert all(own.startswith(word) for word in words), words

"""Questions about organisations."""

from safehold.apps.organisations.models import Organisation


def named(name: str) -> int | None:
    """Return the id of the organisation with that registered name, or None."""
    return Organisation.objects.filter(name=name).values_list("pk", flat=True).first()


def names(ids: frozenset[int]) -> dict[int, str]:
    """Return the names of the organisations, by id."""
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))

"""Some people, and a table of them, for the tests of tables."""

import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.html import strip_tags

from safehold.apps.people.models import Person
from safehold.engine.actors import Actor
from safehold.web.components.shown import Shown
from safehold.web.components.tables import Column, Filter, Table

NOON = datetime.datetime(2026, 7, 1, 11, tzinfo=datetime.UTC)
AMARA = Actor(person_id=1, name="Amara Osei", roles=frozenset())

# Two share a name; three have never signed in, so their time is empty.
PEOPLE = (
    ("esi@example.org", "Esi", NOON),
    ("dev@example.org", "Dev", None),
    ("amara@example.org", "Amara", NOON - datetime.timedelta(days=2)),
    ("brendan@example.org", "Brendan", None),
    ("chloe@example.org", "Chloe", NOON - datetime.timedelta(days=1)),
    ("other@example.org", "Amara", None),
    ("farid@example.org", "=Farid", NOON - datetime.timedelta(days=3)),
)


def made(rows: QuerySet[Person, Person], page_size: int = 3) -> Table[Person]:
    return Table(
        "People of the service",
        rows,
        columns=(
            Column("name", "Name", sort="name", link=lambda person: f"/{person.email}"),
            Column("email", "Address", sort="email"),
            Column("last_login", "Signed in", kind="date", sort="last_login"),
            Column(
                "pence", "Cost", value=lambda person: len(person.name), kind="money"
            ),
        ),
        default_sort="name",
        filters=(
            Filter.search("words", "Search", ["name", "email"]),
            Filter.choice(
                "name", "Name", [("Amara", "Amara"), ("Esi", "Esi")], field="name"
            ),
        ),
        empty="Nobody has joined yet.",
        noun=("person", "people"),
        page_size=page_size,
    )


def names(shown: Shown) -> list[str]:
    return [strip_tags(row[1].markup) for row in shown.rows]


def walk(table: Table[Person], query: str, *, backwards: bool = False) -> list[str]:
    """Return the addresses on every page from this one on."""
    found: list[str] = []
    href = f"?{query}"
    while href:
        shown = table.shown(QueryDict(href[1:]))
        found = names(shown) + found if backwards else found + names(shown)
        href = shown.previous_href if backwards else shown.next_href
    return found


def last_page(table: Table[Person], query: str) -> str:
    """Return the address of the last page."""
    href = f"?{query}"
    while following := table.shown(QueryDict(href[1:])).next_href:
        href = following
    return href[1:]


def sorted_in_memory(field: str, *, descending: bool) -> list[str]:
    """Sort as the table should: by the field, then by key; the empty ones last."""
    keyed = [(*person, key) for key, person in enumerate(PEOPLE)]
    place = {"name": 1, "email": 0, "last_login": 2}[field]
    full = [row for row in keyed if row[place] is not None]
    empty = [row for row in keyed if row[place] is None]
    by_value = sorted(full, key=lambda row: (row[place], row[3]), reverse=descending)
    by_key = sorted(empty, key=lambda row: row[3], reverse=descending)
    return [str(row[0]) for row in by_value + by_key]

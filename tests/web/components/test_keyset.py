import pytest
from django.db.models import Count, QuerySet
from django.http import QueryDict

from safehold.apps.people.models import Person
from safehold.web.components.tables import Column, Table
from tests.web.components.listed import (
    PEOPLE,
    last_page,
    made,
    names,
    sorted_in_memory,
    walk,
)


class TestPages:
    @pytest.mark.parametrize("page_size", [1, 2, 3, 7, 50])
    @pytest.mark.parametrize("field", ["name", "email", "last_login"])
    @pytest.mark.parametrize("descending", [False, True])
    def test_show_every_row_once_in_order(
        self,
        people: QuerySet[Person, Person],
        field: str,
        descending: bool,
        page_size: int,
    ) -> None:
        table = made(people, page_size)
        query = f"sort={'-' if descending else ''}{field}"

        assert walk(table, query) == sorted_in_memory(field, descending=descending)

    @pytest.mark.parametrize("field", ["name", "last_login"])
    @pytest.mark.parametrize("descending", [False, True])
    def test_lead_back_the_same_way(
        self, people: QuerySet[Person, Person], field: str, descending: bool
    ) -> None:
        table = made(people, page_size=2)
        query = f"sort={'-' if descending else ''}{field}"

        found = walk(table, last_page(table, query), backwards=True)

        assert found == sorted_in_memory(field, descending=descending)

    @pytest.mark.parametrize(
        "cursor",
        ["", "x", "\0", "eyJ4Ijox:abc:def", "a" * 5_000, "☃"],
    )
    def test_begin_at_the_first_where_the_cursor_is_not_ours(
        self, people: QuerySet[Person, Person], cursor: str
    ) -> None:
        given = QueryDict(mutable=True)
        given["from"] = cursor

        shown = made(people).shown(given)

        assert names(shown) == sorted_in_memory("name", descending=False)[:3]

    def test_begin_at_the_first_where_the_cursor_is_of_another_order(
        self, people: QuerySet[Person, Person]
    ) -> None:
        table = made(people)
        following = table.shown(QueryDict("sort=name")).next_href[1:]

        shown = table.shown(QueryDict(following.replace("sort=name", "sort=email")))

        assert names(shown) == sorted_in_memory("email", descending=False)[:3]

    def test_begin_at_the_first_where_the_field_changed_its_type(
        self, people: QuerySet[Person, Person]
    ) -> None:
        table = made(people)
        following = table.shown(QueryDict("sort=name")).next_href[1:]
        columns = (
            Column[Person]("name", "Name", sort="last_login"),
            *table.columns[1:],
        )
        changed = Table(table.caption, people, columns, "name", page_size=3)

        assert len(changed.shown(QueryDict(following)).rows) == 3

    def test_begin_at_the_first_where_all_that_followed_is_gone(
        self, people: QuerySet[Person, Person]
    ) -> None:
        table = made(people)
        following = table.shown(QueryDict("sort=name")).next_href[1:]
        kept = people.filter(name="=Farid")

        assert names(made(kept).shown(QueryDict(following))) == ["farid@example.org"]

    def test_go_on_after_a_row_that_is_gone(
        self, people: QuerySet[Person, Person]
    ) -> None:
        table = made(people)
        order = sorted_in_memory("name", descending=False)
        following = table.shown(QueryDict("sort=name")).next_href[1:]
        without_last = made(people.exclude(email=order[2]))

        assert names(without_last.shown(QueryDict(following))) == order[3:6]

    def test_sort_by_what_the_database_adds_up(
        self, people: QuerySet[Person, Person]
    ) -> None:
        rows = people.annotate(roles=Count("memberships"))
        columns = (
            Column[Person]("roles", "Roles", kind="number", sort="roles"),
            Column[Person]("email", "Address"),
        )
        table = Table("People", rows, columns, "-roles", page_size=2)

        assert sorted(walk(table, "")) == sorted(email for email, _, _ in PEOPLE)

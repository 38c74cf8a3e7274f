from collections.abc import Callable
from contextlib import closing
from typing import cast

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.db.models import Model, QuerySet
from django.http import FileResponse, QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from safehold.apps.audit.models import AuditEvent
from safehold.apps.people.models import Person
from safehold.web.actor import ActorRequest
from safehold.web.components import taking
from safehold.web.components.shown import Shown
from safehold.web.components.static_tables import StaticTable
from safehold.web.components.tables import Column
from safehold.web.templatetags.tables import table as table_tag
from tests import browsers
from tests.web.components.listed import (
    AMARA,
    NOON,
    PEOPLE,
    last_page,
    made,
    sorted_in_memory,
    walk,
)


class TestQueries:
    def count(self, work: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            work()
        return len(queries)

    @pytest.mark.parametrize("page_size", [2, 50])
    def test_stay_few_however_many_rows_there_are(
        self, people: QuerySet[Person, Person], page_size: int
    ) -> None:
        table = made(people, page_size)

        assert self.count(lambda: table.shown(QueryDict())) <= 2
        query = last_page(table, "sort=-last_login")
        assert self.count(lambda: table.shown(QueryDict(query))) <= 3


class TestSorting:
    def test_says_how_a_column_is_sorted_and_offers_the_reverse(
        self, people: QuerySet[Person, Person]
    ) -> None:
        name, email, signed_in, cost = made(people).shown(QueryDict()).headings

        assert (name.aria_sort, name.href) == ("ascending", "?sort=-name")
        assert (email.aria_sort, email.href) == ("none", "?sort=email")
        assert signed_in.href == "?sort=last_login"
        assert (cost.aria_sort, cost.href) == ("", "")

    @pytest.mark.parametrize("sort", ["", "pence", "password", "-", "--name", "\0"])
    def test_falls_back_where_a_column_does_not_sort(
        self, people: QuerySet[Person, Person], sort: str
    ) -> None:
        given = QueryDict(mutable=True)
        given["sort"] = sort

        assert made(people).shown(given).headings[0].aria_sort == "ascending"

    def test_keeps_what_else_the_address_says(
        self, people: QuerySet[Person, Person]
    ) -> None:
        shown = made(people).shown(QueryDict("year=2022-23&words=example&from=x"))

        assert shown.headings[1].href == "?year=2022-23&words=example&sort=email"
        assert shown.hidden == (("year", "2022-23"),)


class TestFilters:
    def test_search_finds_every_word_in_any_field(
        self, people: QuerySet[Person, Person]
    ) -> None:
        found = walk(made(people), "words=AMARA+other")

        assert found == ["other@example.org"]

    def test_choice_finds_its_rows(self, people: QuerySet[Person, Person]) -> None:
        assert walk(made(people), "name=Esi") == ["esi@example.org"]

    @pytest.mark.parametrize("query", ["name=Nobody", "words=", "words=%00", "name="])
    def test_that_ask_for_nothing_leave_every_row(
        self, people: QuerySet[Person, Person], query: str
    ) -> None:
        shown = made(people).shown(QueryDict(query))

        assert len(walk(made(people), query)) == len(PEOPLE)
        assert shown.clear_href == ""

    def test_can_be_cleared(self, people: QuerySet[Person, Person]) -> None:
        shown = made(people).shown(QueryDict("words=zzz&sort=email"))

        assert shown.clear_href == "?sort=email"
        assert shown.empty == "Nothing fits these filters."

    def test_follow_to_the_next_page(self, people: QuerySet[Person, Person]) -> None:
        shown = made(people).shown(QueryDict("words=example"))

        assert shown.next_href.startswith("?words=example&from=")


class TestCount:
    @pytest.mark.parametrize(
        ("query", "count"), [("", "7 people"), ("name=Esi", "1 person")]
    )
    def test_says_how_many_there_are(
        self, people: QuerySet[Person, Person], query: str, count: str
    ) -> None:
        assert made(people).shown(QueryDict(query)).count == count

    def test_stops_counting_at_a_bound(
        self, people: QuerySet[Person, Person], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("safehold.web.components.tables.MOST_COUNTED", 5)

        assert made(people).shown(QueryDict()).count == "More than 5 people"


class TestMarkup:
    def html(self, shown: Shown | StaticTable) -> str:
        return render_to_string("components/table.html", dict(table_tag(shown)))

    def test_heads_columns_and_rows(self, people: QuerySet[Person, Person]) -> None:
        html = self.html(made(people).shown(QueryDict()))

        assert html.count('<th scope="col"') == 4
        assert html.count('<th scope="row"') == 3
        assert 'aria-sort="ascending"' in html

    def test_scrolls_inside_a_region_that_takes_the_focus(
        self, people: QuerySet[Person, Person]
    ) -> None:
        html = self.html(made(people).shown(QueryDict()))

        label = 'role="region" aria-labelledby="table-people-of-the-service"'
        assert f'{label} tabindex="0"' in html
        assert 'id="table-people-of-the-service"' in html

    def test_says_so_where_there_are_no_rows(self, db: None) -> None:
        html = self.html(made(Person.objects.none()).shown(QueryDict()))

        assert "Nobody has joined yet." in html
        assert "<table" not in html


class TestExport:
    def request(self, query: str) -> ActorRequest:
        request = cast(ActorRequest, RequestFactory().get(f"/?{query}"))
        request.actor = AMARA
        request.user = Person(pk=AMARA.person_id)
        request.session = cast(
            SessionBase, browsers.kept_of(request.user, browsers.BY_PASSWORD)
        )
        return request

    def body(self, response: FileResponse) -> str:
        with closing(response):
            return b"".join(response.streaming_content).decode("utf-8-sig")

    def test_holds_every_row_that_the_filters_leave_in_order(
        self, people: QuerySet[Person, Person]
    ) -> None:
        request = self.request("export=csv&words=example&sort=-name&from=x")

        lines = self.body(made(people).export(request, at=NOON)).splitlines()

        found = [line.split(",")[1] for line in lines[1:8]]
        assert lines[0] == "Name,Address,Signed in,Cost"
        assert found == sorted_in_memory("name", descending=True)
        assert "'=Farid,farid@example.org,2026-06-28T11:00:00+00:00,0.06" in lines

    def test_says_what_it_is_who_took_it_and_when(
        self, people: QuerySet[Person, Person]
    ) -> None:
        request = self.request("export=csv&words=amara")

        response = made(people).export(request, at=NOON)

        name = 'filename="people-of-the-service-2026-07-01.csv"'
        assert name in response.headers["Content-Disposition"]
        assert self.body(response).splitlines()[-7:] == [
            "Table,People of the service",
            "Taken by,Amara Osei",
            "Taken as,no role",
            'Taken at,"1 Jul 2026, 12:00, London time"',
            "Search,amara",
            f'Outside the service,"{taking.OUTSIDE}"',
            "Rows,2",
        ]

    def test_is_recorded_without_the_words_searched_for(
        self, people: QuerySet[Person, Person]
    ) -> None:
        request = self.request("export=csv&words=amara&name=Amara")

        response = made(people).export(request, at=NOON)

        event = AuditEvent.objects.get(verb="exports.take")
        response.close()
        assert event.subject == "export:people-of-the-service"
        assert event.actor_id == AMARA.person_id
        assert event.details == {
            "filters": {"words": "searched", "name": "Amara"},
            "rows": 2,
        }

    def test_says_where_it_was_cut(
        self, people: QuerySet[Person, Person], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("safehold.web.components.exports.MOST_ROWS", 6)

        body = self.body(made(people).export(self.request("export=csv"), at=NOON))

        assert body.count("@example.org") == 6
        assert "Not whole" in body

    def test_answers_in_place_of_the_page(
        self, people: QuerySet[Person, Person]
    ) -> None:
        response = made(people).respond(
            self.request("export=xlsx"), "public/home.html", {}
        )

        with closing(response):
            assert isinstance(response, FileResponse)

    def test_asked_for_in_no_known_format_is_the_page(
        self, people: QuerySet[Person, Person]
    ) -> None:
        response = made(people).respond(
            self.request("export=exe"), "public/help.html", {}
        )

        assert not isinstance(response, FileResponse)


def test_column_follows_a_path_of_attributes() -> None:
    column = Column[Model]("state", "State", "_state.adding")

    assert column.cell(Person()) is True

import datetime

import pytest

from safehold.engine.money import Money
from safehold.web.components.cells import Cell, Link, Noted, Plain, Tag, markup, plain

NOON = datetime.datetime(2022, 7, 1, 11, tzinfo=datetime.UTC)


class TestMarkup:
    @pytest.mark.parametrize(
        ("cell", "written"),
        [
            (Money(1_234_50), "£1,234.50"),
            (1169, "1,169"),
            (0, "0"),
            (datetime.date(2022, 3, 7), "7 Mar 2022"),
            (NOON, "1 Jul 2022, 12:00"),
            ("not held", "not held"),
            (
                Tag("open", "red"),
                '<strong class="govuk-tag govuk-tag--red">open</strong>',
            ),
            (
                Link("Drive", "/p/?a=1&b=2"),
                '<a class="govuk-link" href="/p/?a=1&amp;b=2">Drive</a>',
            ),
            (("one", "two"), "one<br>two"),
            ((), ""),
        ],
    )
    def test_writes_each_kind_as_people_do(self, cell: Cell, written: str) -> None:
        assert markup(cell) == written

    @pytest.mark.parametrize(
        "cell",
        ["<b>", Tag("<b>"), Link("<b>", "/"), Noted("x", "<b>"), ("<b>", "y")],
    )
    def test_lets_no_markup_in(self, cell: Cell) -> None:
        assert "<b>" not in markup(cell)
        assert "&lt;b&gt;" in markup(cell)

    @pytest.mark.parametrize("cell", [None, ""])
    def test_says_that_there_is_no_entry(self, cell: Cell) -> None:
        assert "no entry" in markup(cell)

    def test_says_where_a_figure_leads(self) -> None:
        link = Link(Money(500), "#words", about="in the document")

        assert markup(link).endswith(
            '£5 <span class="govuk-visually-hidden">in the document</span></a>'
        )


class TestPlain:
    @pytest.mark.parametrize(
        ("cell", "value"),
        [
            (Money(5), Money(5)),
            (Tag("open"), "open"),
            (Link(Money(5), "/"), Money(5)),
            (Noted(Link(Money(500), "/"), "up to"), "£5 (up to)"),
            (("one", Tag("two")), "one; two"),
            (None, None),
        ],
    )
    def test_is_the_value_without_its_markup(self, cell: Cell, value: Plain) -> None:
        assert plain(cell) == value

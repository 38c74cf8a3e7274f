"""A web page gives the words that its reader sees, in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safehold.gateways.documents import html
from safehold.gateways.files.port import Reason, Unreadable

# fmt: off
PIECES = (
    "<ol>", "</ol>", "<li>", "<table>", "</table>", "<tr>", "<td rowspan=3>",
    "<td colspan=2>", "<p>", "<sup>", "</sup>", "<pre>", "</pre>", "x", "2",
)
# fmt: on


def words_of(body: str) -> str:
    return html.read(f"<!doctype html><meta charset=utf-8>{body}".encode())


class TestBlocks:
    def test_stand_apart_by_a_blank_line(self) -> None:
        page = (
            "<h1>DMPC Decision &ndash; PCD 480</h1><p>One\n  more</p>tail<div>Two</div>"
        )

        assert words_of(page) == "DMPC Decision – PCD 480\n\nOne more\n\ntail\n\nTwo\n"

    def test_keep_the_lines_that_the_writer_broke(self) -> None:
        assert words_of("<p>PCD 291<br>PCD 448</p>") == "PCD 291\nPCD 448\n"

    def test_keep_set_text_as_it_is_set(self) -> None:
        assert words_of("<pre>a\tb\n\nc  d</pre>") == "a\tb\n\nc d\n"

    def test_nest_as_deep_as_any_page_does(self) -> None:
        assert words_of(f"{'<div>' * 1_000}deep") == "deep\n"

    def test_nested_deeper_are_refused_not_dropped(self) -> None:
        with pytest.raises(Unreadable) as refused:
            words_of(f"<p>before</p>{'<div>' * 5_000}deep")

        assert refused.value.reason is Reason.DAMAGED


class TestLists:
    def test_are_marked_as_a_browser_would(self) -> None:
        page = (
            "<ol start=3><li>three<li>four<ul><li>dot</ul></ol>"
            "<ol type=a><li>first<li value=4>fourth</ol>"
        )

        assert words_of(page) == ("3. three\n4. four\n• dot\n\na) first\nd) fourth\n")

    def test_do_not_number_twice_what_numbers_itself(self) -> None:
        assert words_of("<ol><li>2.1 Approve<li>a) it</ol>") == "2.1 Approve\na) it\n"

    def test_number_an_item_that_is_a_paragraph(self) -> None:
        assert words_of("<ol><li><p>Approve</p><p>More</p></ol>") == (
            "1. Approve\nMore\n"
        )


class TestTables:
    def test_are_rows_with_tabs(self) -> None:
        page = (
            "<table><caption>Budget</caption><tr><th>Area<th>Sum"
            "<tr><td>Universal<br>Service<td>&pound;17,135,937</table>"
        )

        assert words_of(page) == "Budget\nArea\tSum\nUniversal Service\t£17,135,937\n"

    def test_leave_a_spanned_place_empty(self) -> None:
        page = (
            "<table><tr><td rowspan=2>Restart<td>1<td>2<tr><td>3<td>4"
            "<tr><td colspan=2>Total<td>5</table>"
        )

        assert words_of(page) == "Restart\t1\t2\n\t3\t4\nTotal\t\t5\n"

    def test_that_only_place_things_are_no_tables(self) -> None:
        page = "<table><tr><td>Menu<td><p>Text</p><table><tr><td>a<td>b</table></table>"

        assert words_of(page) == "Menu\n\nText\n\na\tb\n"


class TestWhatIsNotSeen:
    @pytest.mark.parametrize(
        "hidden",
        [
            "<script>alert('£1')</script>",
            "<style>p { color: red }</style>",
            "<p hidden>£1</p>",
            "<div style='display: none'><p>£1</p></div>",
            "<!-- £1 -->",
            "<template><p>£1</p></template>",
        ],
    )
    def test_is_not_read(self, hidden: str) -> None:
        assert words_of(f"<p>before</p>{hidden}<p>after</p>") == "before\n\nafter\n"


class TestMarks:
    def test_raised_never_become_part_of_a_sum(self) -> None:
        page = "<p>&pound;1,000<sup><a href='#2'>2</a></sup> on the 31<sup>st</sup></p>"

        assert words_of(page) == "£1,000² on the 31st\n"

    def test_in_boxes_are_told(self) -> None:
        page = "<p><input type=checkbox checked> Yes <input type=checkbox> No</p>"

        assert words_of(page) == "✓ Yes ☐ No\n"

    def test_in_pictures_are_their_words(self) -> None:
        assert words_of("<p>Logo <img src=x alt='Mayor of London'></p>") == (
            "Logo Mayor of London\n"
        )


class TestCharacters:
    def test_are_decoded_as_the_page_declares(self) -> None:
        page = "<html><meta charset='windows-1252'><p>£1 – paid</p>".encode("cp1252")

        assert html.read(page) == "£1 – paid\n"

    def test_are_utf_8_where_nothing_is_declared(self) -> None:
        assert html.read("<p>£1 – paid</p>".encode()) == "£1 – paid\n"

    def test_of_entities_are_not_looked_up_anywhere(self) -> None:
        page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>&x;</p>'

        assert html.read(page) == "]>\n\n&x;\n"


class TestAnyPage:
    @given(
        st.lists(
            st.sampled_from(PIECES),
            max_size=40,
        )
    )
    def test_is_read_however_its_tags_are_muddled(self, tags: list[str]) -> None:
        text = words_of(f"<p>start</p>{''.join(tags)}")

        assert text.startswith("start")
        assert text.count("x") == tags.count("x")

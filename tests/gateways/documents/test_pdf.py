"""A PDF gives its words back as they were written: paragraphs, lists and tables."""

import pytest

from safehold.gateways.documents.pdf import document
from safehold.gateways.files.port import PAGE_LIMIT, Reason, Unreadable
from tests.gateways.documents.printing import BOLD, Sheet, pdf

# As wide as a line of the page can be, so that the next word has no room.
FULL = "These words go on until the line that they stand on has no room left for"


def words_of(*sheets: Sheet) -> str:
    return document.read(pdf(*sheets))[0]


class TestParagraphs:
    def test_are_joined_where_the_page_broke_them(self) -> None:
        sheet = Sheet()
        sheet.write_lines(72, 100, FULL, "another one, so it starts anew.")

        assert words_of(sheet) == f"{FULL} another one, so it starts anew.\n"

    def test_stay_apart_where_there_was_room_for_the_next_word(self) -> None:
        sheet = Sheet()
        sheet.write_lines(72, 100, FULL, "PCD 291", "PCD 448")

        assert words_of(sheet).endswith("PCD 291\nPCD 448\n")

    def test_stay_apart_where_the_letters_change(self) -> None:
        sheet = Sheet()
        sheet.write(72, 100, FULL, font=BOLD)
        sheet.write(72, 113, "Introduction and background")

        assert words_of(sheet) == f"{FULL}\nIntroduction and background\n"

    def test_are_joined_although_one_line_runs_into_the_margin(self) -> None:
        sheet = Sheet()
        sheet.write_lines(72, 100, FULL, FULL, FULL, "the end.")
        sheet.write(72, 200, f"{FULL}/and/the/rest/of/an/address/")

        assert words_of(sheet).startswith(f"{FULL} {FULL} {FULL} the end.\n")

    def test_have_a_blank_line_between_them_where_the_page_has_room(self) -> None:
        sheet = Sheet()
        sheet.write_lines(72, 100, "One.", "Two.", step=22)

        assert words_of(sheet) == "One.\n\nTwo.\n"

    def test_go_on_with_what_only_looks_like_the_mark_of_a_list(self) -> None:
        sheet = Sheet()
        sheet.write_lines(72, 100, f"{FULL} 2026", "- 2028, at the latest.")

        assert words_of(sheet) == f"{FULL} 2026 - 2028, at the latest.\n"

    def test_keep_the_hyphen_that_a_line_ends_with(self) -> None:
        sheet = Sheet()
        sheet.write_lines(72, 100, f"{FULL} pan-", "another part of London.")

        assert words_of(sheet) == f"{FULL} pan-another part of London.\n"

    def test_go_on_over_the_page(self) -> None:
        first, second = Sheet(), Sheet()
        first.write_lines(72, 760, FULL)
        second.write_lines(72, 100, "another one.")

        assert words_of(first, second) == f"{FULL} another one.\n"

    def test_end_with_the_page_where_the_sentence_does(self) -> None:
        first, second = Sheet(), Sheet()
        first.write_lines(72, 760, f"{FULL[:-4]}.")
        second.write_lines(72, 100, "Another begins.")

        assert words_of(first, second) == f"{FULL[:-4]}.\n\nAnother begins.\n"


class TestLists:
    def test_have_each_item_on_its_own_line(self) -> None:
        sheet = Sheet()
        for number, top in (("1.", 100), ("2.", 126)):
            sheet.write(72, top, number)
            sheet.write(90, top, FULL)
            sheet.write(90, top + 13, "another.")

        assert words_of(sheet) == f"1. {FULL} another.\n2. {FULL} another.\n"

    def test_have_bullets_that_are_drawn_as_dots(self) -> None:
        sheet = Sheet()
        sheet.write(90, 100, "the item")
        sheet.program.append("80 743 4 4 re f")

        assert words_of(sheet) == "• the item\n"


class TestFootnoteMarks:
    def test_never_become_part_of_the_sum_before_them(self) -> None:
        sheet = Sheet()
        sheet.write(72, 100, "costs £1,000")
        sheet.write(136, 96, "2", size=7)

        assert words_of(sheet) == "costs £1,000²\n"


class TestTablesWithRules:
    def test_have_one_line_a_row_however_often_a_cell_is_broken(self) -> None:
        sheet = Sheet()
        sheet.grid([72, 200, 400, 500], [90, 110, 150, 170])
        sheet.write_lines(76, 103, "Programme")
        sheet.write_lines(204, 103, "Operating in")
        sheet.write_lines(404, 103, "Award")
        sheet.write_lines(76, 123, "Safe &", "Together")
        sheet.write_lines(204, 123, "Hackney, Hammersmith &", "Fulham")
        sheet.write_lines(404, 130, "£576,306")
        sheet.write_lines(76, 163, "Restart")
        sheet.write_lines(404, 163, "£1")

        assert words_of(sheet) == (
            "Programme\tOperating in\tAward\n"
            "Safe & Together\tHackney, Hammersmith & Fulham\t£576,306\n"
            "Restart\t\t£1\n"
        )

    def test_have_merged_cells_where_they_begin(self) -> None:
        sheet = Sheet()
        for top in (90, 110, 130):
            sheet.rule(72, top, 300, top)
        for left, top in ((72, 90), (300, 90), (200, 110)):
            sheet.rule(left, top, left, 130)
        sheet.write(76, 104, "Over both")
        sheet.write(76, 124, "one")
        sheet.write(204, 124, "two")

        assert words_of(sheet) == "Over both\t\none\ttwo\n"

    def test_may_be_open_at_their_sides(self) -> None:
        sheet = Sheet()
        for top in (90, 110, 130):
            sheet.rule(72, top, 300, top)
        sheet.rule(200, 90, 200, 130)
        for top in (104, 124):
            sheet.write(76, top, "left")
            sheet.write(204, top, "right")

        assert words_of(sheet) == "left\tright\nleft\tright\n"

    def test_go_on_over_the_page(self) -> None:
        sheets = [Sheet(), Sheet()]
        for sheet in sheets:
            sheet.grid([72, 200, 300], [90, 110])
            sheet.write(76, 104, "a")
            sheet.write(204, 104, "b")

        assert words_of(*sheets) == "a\tb\na\tb\n"

    def test_are_not_made_of_the_frame_around_a_text(self) -> None:
        sheet = Sheet()
        sheet.grid([60, 540], [80, 120])
        sheet.write_lines(72, 100, FULL, "another.")

        assert words_of(sheet) == f"{FULL} another.\n"


class TestTablesWithoutRules:
    def write_row(self, sheet: Sheet, top: float, *cells: str) -> None:
        for left, cell in zip((72, 300, 400), cells, strict=False):
            if cell:
                sheet.write(left, top, cell)

    def test_keep_their_columns_apart_by_tabs(self) -> None:
        sheet = Sheet()
        self.write_row(sheet, 100, "Funding category", "Year 1", "Year 2")
        self.write_row(sheet, 113, "Respect", "£421,000", "£421,000")
        self.write_row(sheet, 126, "Contingency", "", "£0")

        assert words_of(sheet) == (
            "Funding category\tYear 1\tYear 2\n"
            "Respect\t£421,000\t£421,000\n"
            "Contingency\t\t£0\n"
        )

    def test_join_the_lines_of_a_row_where_the_spacing_tells(self) -> None:
        sheet = Sheet()
        self.write_row(sheet, 100, "Hammersmith &", "£1", "£2")
        self.write_row(sheet, 113, "Fulham")
        self.write_row(sheet, 135, "Hackney", "£3", "£4")

        assert words_of(sheet) == "Hammersmith & Fulham\t£1\t£2\nHackney\t£3\t£4\n"

    def test_end_before_the_paragraph_below(self) -> None:
        sheet = Sheet()
        self.write_row(sheet, 100, "Respect", "£421,000", "£421,000")
        self.write_row(sheet, 113, "CWASU", "£25,000", "£25,000")
        sheet.write(72, 140, "Both are paid in arrears.")

        assert words_of(sheet).endswith("£25,000\n\nBoth are paid in arrears.\n")


class TestRunningLines:
    def test_are_left_out(self) -> None:
        sheets = []
        for number in (1, 2, 3):
            sheet = Sheet()
            sheet.write(72, 30, "A decision of the office")
            sheet.write(72, 100, f"What page {number} says.")
            sheet.write(290, 820, f"Page {number} of 3")
            sheets.append(sheet)

        assert words_of(*sheets) == (
            "What page 1 says.\n\nWhat page 2 says.\n\nWhat page 3 says.\n"
        )

    def test_are_not_what_one_page_alone_says_at_its_top(self) -> None:
        first, second = Sheet(), Sheet()
        first.write(72, 30, "DMPC Decision - PCD 480")
        second.write(72, 100, "More.")

        assert words_of(first, second) == "DMPC Decision - PCD 480\n\nMore.\n"


class TestLettersDrawnTwice:
    def test_to_look_bold_are_read_once(self) -> None:
        sheet = Sheet()
        sheet.write(72, 100, "Total")
        sheet.write(72.3, 100, "Total")

        assert words_of(sheet) == "Total\n"


class TestADocument:
    def test_tells_how_many_pages_it_has(self) -> None:
        assert document.read(pdf(Sheet(), Sheet()))[1] == 2

    def test_of_too_many_pages_is_refused(self) -> None:
        with pytest.raises(Unreadable) as refused:
            document.read(pdf(*[Sheet()] * (PAGE_LIMIT + 1)))

        assert refused.value.reason is Reason.TOO_MANY_PAGES

    def test_with_a_password_is_refused(self) -> None:
        locked = pdf(
            Sheet(),
            extra=(
                "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                f"/O <{'11' * 32}> /U <{'22' * 32}> >>"
            ),
        )

        with pytest.raises(Unreadable) as refused:
            document.read(locked)

        assert refused.value.reason is Reason.ENCRYPTED

"""What the text leaves for the partners is what their rows come to."""

from safehold.engine.documents.amounts import find_amounts
from safehold.engine.documents.names import find_organisations
from safehold.engine.documents.reading import Cell, DocumentKind, Reading, Table
from safehold.engine.findings import Finding
from safehold.engine.spans import Span
from tests.engine.documents.checks import build

GRID = (
    "Category | Year 1 | Year 2 | Total",
    "Managing | £56,650 | £58,350 | £115,000",
    "SafeLives | £421,000 | £421,000 | £842,000",
    "Cranstoun | £25,000 | £25,000 | £50,000",
    "Held back | £26,000 | £0 | £26,000",
    "Total | £528,650 | £504,350 | £1,033,000",
)


def shifted(table: Table, by: int) -> Table:
    def move(cell: Cell) -> Cell:
        return Cell(cell.text, Span(cell.span.start + by, cell.span.end + by))

    rows = tuple(tuple(map(move, row)) for row in table.rows)
    return Table(table.title, tuple(map(move, table.columns)), rows, table.span)


def findings(code: str, words: str, *grid: str) -> tuple[Finding, ...]:
    table, printed = build.table(*(grid or GRID))
    text = f"{words}\n\n{printed}"
    reading = Reading(
        kind=DocumentKind.UNKNOWN,
        amounts=find_amounts(text),
        organisations=find_organisations(text),
        tables=(shifted(table, len(words) + 2),),
    )
    return build.findings(code, reading, text)


class TestTheRemainder:
    CODE = "budgets.remainder_differs_from_rows"
    RECEIVED = "The council receives £1,033,000. It may claim £{} to manage it. "
    PAID = "The remaining funding will be paid to our partners: {}."

    def test_short_of_the_rows_is_found_with_the_row_that_explains_it(self) -> None:
        [finding] = findings(
            self.CODE,
            self.RECEIVED.format("115,000")
            + self.PAID.format("SafeLives and Cranstoun"),
        )

        assert finding.printed == build.pounds(1_033_000 - 115_000)
        assert finding.computed == build.pounds(842_000 + 50_000)
        assert finding.difference == build.pounds(26_000)
        assert "which is the row “Held back”" in finding.message

    def test_that_the_rows_come_to_is_left_alone(self) -> None:
        kept = f"{115_000 + 26_000:,}"

        assert not findings(
            self.CODE,
            self.RECEIVED.format(kept) + self.PAID.format("SafeLives and Cranstoun"),
        )

    def test_for_a_partner_without_a_row_is_not_judged(self) -> None:
        assert not findings(
            self.CODE,
            self.RECEIVED.format("115,000") + self.PAID.format("SafeLives and Imkaan"),
        )

    def test_that_no_row_explains_is_told_bare(self) -> None:
        [finding] = findings(
            self.CODE,
            self.RECEIVED.format("115,001")
            + self.PAID.format("SafeLives and Cranstoun"),
        )

        assert "£25,999 apart. Say" in finding.message

    def test_of_one_sum_is_not_judged(self) -> None:
        assert not findings(
            self.CODE, "It gets £5. " + self.PAID.format("SafeLives and Cranstoun")
        )

    def test_without_a_sum_before_it_is_not_judged(self) -> None:
        assert not findings(self.CODE, self.PAID.format("SafeLives and Cranstoun"))


class TestTheTotalValue:
    CODE = "budgets.total_differs_from_table"

    def test_in_the_text_is_held_to_the_grand_total(self) -> None:
        [finding] = findings(
            self.CODE, "The total value of the grant is up to £1,330,000."
        )

        assert finding.difference == build.pounds(1_330_000 - 1_033_000)

    def test_that_agrees_is_left_alone(self) -> None:
        assert not findings(
            self.CODE, "The total value of the grant is up to £1,033,000."
        )

    def test_beside_a_table_without_a_total_is_not_judged(self) -> None:
        assert not findings(
            self.CODE, "The total cost of the work is £9.", "Line | Sum", "Pay | £5"
        )

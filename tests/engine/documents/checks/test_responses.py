"""A response answers what was asked, in time, with figures that can be used."""

import pytest

from safehold.engine.documents.checks.deadlines import response_timing
from safehold.engine.documents.periods_stated import find_periods
from safehold.engine.documents.reading import (
    Answer,
    Cell,
    Holding,
    ObservationStatus,
    Question,
    Reading,
    StatedDate,
    StatedObservation,
    Table,
)
from safehold.engine.findings import Finding
from safehold.engine.spans import Span, Words
from tests.engine.documents.checks import build

HERE = Span(0, 1)
UNHAPPY = "If you are unhappy, ask for an internal review."


def question(number: int, words: str = "How many?") -> Question:
    return Question(number, Words(words, HERE))


def answer(*numbers: int, holding: Holding = Holding.HELD) -> Answer:
    return Answer(numbers, holding, HERE)


def observation(
    measure: str, value: int | None, programme: str = "A"
) -> StatedObservation:
    status = ObservationStatus.NOT_HELD if value is None else None
    return StatedObservation(
        programme, measure, value, status, "person", None, str(value), HERE
    )


def columns(*headings: str) -> Table:
    return Table("", tuple(Cell(heading, HERE) for heading in headings), (), HERE)


def findings(code: str, reading: Reading, text: str = UNHAPPY) -> tuple[Finding, ...]:
    return build.findings(code, reading, text)


class TestQuestions:
    CODE = "responses.question_not_answered_once"

    def asked(self, *answers: Answer) -> tuple[Finding, ...]:
        reading = Reading(
            kind=build.RESPONSE,
            questions=tuple(question(number) for number in (1, 2, 3)),
            answers=answers,
        )
        return findings(self.CODE, reading)

    def test_covered_exactly_are_left_alone(self) -> None:
        assert not self.asked(answer(1, 3), answer(2, holding=Holding.NOT_HELD))

    def test_left_out_are_found(self) -> None:
        [finding] = self.asked(answer(1, 3))

        assert finding.message.startswith("Question 2 is not answered")

    def test_answered_twice_are_found(self) -> None:
        [finding] = self.asked(answer(1, 2, 3), answer(2))

        assert finding.message.startswith("Question 2 is answered 2 times")

    def test_without_any_answer_read_are_left_to_the_reader(self) -> None:
        assert not self.asked()

    def test_with_a_number_missing_are_found(self) -> None:
        reading = Reading(kind=build.RESPONSE, questions=(question(1), question(3)))

        [finding] = findings("responses.question_number_missing", reading)

        assert "After question 1 comes question 3" in finding.message


class TestWhatIsAsked:
    def reading(self, words: str, *headings: str) -> Reading:
        return Reading(
            kind=build.RESPONSE,
            questions=(question(5, words),),
            answers=(answer(5),),
            tables=(columns(*headings),),
            observations=(observation("referrals", 5),),
        )

    @pytest.mark.parametrize(
        ("words", "heading", "is_found"),
        [
            ("How many males were referred?", "Number of referrals", True),
            ("How many males were referred?", "Males referred", False),
            ("How many people were referred?", "Number of referrals", False),
        ],
    )
    def test_of_one_sex_is_answered_of_it(
        self, words: str, heading: str, *, is_found: bool
    ) -> None:
        reading = self.reading(words, "Programme", heading)

        found = findings("responses.one_sex_asked_all_counted", reading)

        assert bool(found) == is_found

    @pytest.mark.parametrize(
        ("words", "heading", "is_found"),
        [
            ("The names of the organisations that referred", "Referrals Routes", True),
            ("The names of the organisations that referred", "Referred by", False),
            ("How many organisations referred?", "Referral route", False),
        ],
    )
    def test_of_names_is_not_answered_with_routes(
        self, words: str, heading: str, *, is_found: bool
    ) -> None:
        reading = self.reading(words, heading)

        found = findings("responses.names_asked_routes_given", reading)

        assert bool(found) == is_found


class TestPeriods:
    @pytest.mark.parametrize(
        ("text", "is_found"),
        [
            ("In 2022-23 we paid. Here are the last 12 months.", True),
            ("In 2022-23 we paid. Here is the financial year.", False),
            ("Here are the last 12 months.", False),
        ],
    )
    def test_that_stand_together_are_one(self, text: str, *, is_found: bool) -> None:
        reading = Reading(kind=build.RESPONSE, periods=find_periods(text))

        assert bool(findings("responses.periods_differ", reading, text)) == is_found


class TestStarts:
    CODE = "observations.starts_above_referrals"

    def test_above_referrals_are_found_with_those_carried_in(self) -> None:
        reading = Reading(
            kind=build.RESPONSE,
            observations=(observation("referrals", 69), observation("starts", 213)),
        )

        [finding] = findings(self.CODE, reading)

        assert f"At least {213 - 69} must have been waiting" in finding.message

    @pytest.mark.parametrize(
        ("referrals", "starts"), [(213, 213), (213, 69), (None, 213), (69, None)]
    )
    def test_up_to_the_referrals_or_not_held_are_left_alone(
        self, referrals: int | None, starts: int | None
    ) -> None:
        reading = Reading(
            kind=build.RESPONSE,
            observations=(
                observation("referrals", referrals),
                observation("starts", starts),
                observation("referrals", 1, "B"),
            ),
        )

        assert not findings(self.CODE, reading)

    def test_among_cases_rolled_over_are_no_cohort(self) -> None:
        text = "Cases are rolled over from before."
        reading = Reading(
            kind=build.RESPONSE, observations=(observation("referrals", 69),)
        )

        assert len(findings("observations.not_a_cohort", reading, text)) == 1
        assert not findings("observations.not_a_cohort", reading, "All are new cases.")


class TestHoldings:
    ASK = "Requests should be made to providers."

    @pytest.mark.parametrize(
        ("text", "holding", "is_found"),
        [
            (ASK, Holding.NOT_HELD, True),
            (ASK, Holding.HELD, False),
            (f"{ASK} They hold it on our behalf.", Holding.NOT_HELD, False),
            ("It is not held.", Holding.NOT_HELD, False),
        ],
    )
    def test_elsewhere_say_for_whom(
        self, text: str, holding: Holding, *, is_found: bool
    ) -> None:
        reading = Reading(kind=build.RESPONSE, answers=(answer(1, holding=holding),))

        assert bool(findings("responses.held_elsewhere", reading, text)) == is_found


class TestTheWayOn:
    @pytest.mark.parametrize(("text", "is_found"), [(UNHAPPY, False), ("Bye.", True)])
    def test_is_given(self, text: str, *, is_found: bool) -> None:
        reading = Reading(kind=build.RESPONSE)

        assert bool(findings("responses.no_way_to_complain", reading, text)) == is_found


class TestTheDeadline:
    def reading(self, received: str, iso: str | None, answered: str) -> Reading:
        date = build.day(iso) if iso else None
        return Reading(
            kind=build.RESPONSE,
            received_on=StatedDate(date, received, HERE),
            signed_on=StatedDate(build.day(answered), answered, HERE),
        )

    def test_is_met_on_day_twenty_by_the_calendar_of_the_whole_country(self) -> None:
        timing = response_timing(self.reading("July 25", None, "2023-08-23"))

        assert timing is not None
        assert timing.received == build.day("2023-07-25")
        assert timing.due == timing.answered == build.day("2023-08-23")
        assert (timing.working_day, timing.on_time) == (20, True)
        assert timing.year_is_assumed

    def test_met_is_no_finding(self) -> None:
        reading = self.reading("25/07/2023", "2023-07-25", "2023-08-23")

        assert not findings("responses.late", reading)

    def test_missed_by_a_day_is_found(self) -> None:
        reading = self.reading("25/07/2023", "2023-07-25", "2023-08-24")

        [finding] = findings("responses.late", reading)

        assert "24 August 2023 came on working day 21" in finding.message
        assert "due on 23 August 2023" in finding.message

    def test_of_a_day_late_in_the_year_before_is_read_so(self) -> None:
        timing = response_timing(self.reading("15 December", None, "2024-01-18"))

        assert timing is not None
        assert timing.received == build.day("2023-12-15")
        assert timing.on_time

    @pytest.mark.parametrize(
        ("received", "iso", "answered"),
        [
            ("29 February", None, "2023-03-20"),  # neither year has that day
            ("some day", None, "2023-03-20"),
            ("2023-08-24", "2023-08-24", "2023-08-23"),  # answered before it came
            ("2003-08-24", "2003-08-24", "2023-08-23"),  # twenty years
            ("2004-12-01", "2004-12-01", "2004-12-20"),  # before the Act
        ],
    )
    def test_is_not_counted_from_dates_that_cannot_be(
        self, received: str, iso: str | None, answered: str
    ) -> None:
        assert response_timing(self.reading(received, iso, answered)) is None

    def test_is_not_counted_without_both_dates(self) -> None:
        assert response_timing(Reading(kind=build.RESPONSE)) is None
        assert response_timing(Reading(kind=build.DECISION)) is None

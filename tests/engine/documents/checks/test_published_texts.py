"""The five published texts: every fault that they have is found, and no other."""

import pytest

from safehold.engine.documents import read
from safehold.engine.documents.checks.deadlines import response_timing
from safehold.engine.documents.comparisons import Compared, compare
from safehold.engine.money import Money
from tests.engine.documents.checks import build
from tests.sources import CABINET, DRIVE, HOUSING, REQUEST, RESTART, real_text

# Code, printed and computed pounds, in the order of the text.
Found = tuple[str, int | None, int | None]

EXPECTED: dict[str, list[Found]] = {
    RESTART: [
        ("strategies.funded_period_not_covered", None, None),
        ("law.misquoted", None, None),
        ("declarations.legal_advice_contradicted", None, None),
        ("declarations.no_dpia_for_people_at_risk", None, None),
    ],
    CABINET: [
        ("budgets.remainder_differs_from_rows", 918_000, 892_000),
        ("names.not_official", None, None),
        ("agreements.places_not_confirmed", None, None),
        ("awards.funders_not_split", 1_033_000, None),
        ("names.post_titles_differ", None, None),
        ("references.papers_not_listed", None, None),
        ("agreements.days_before_decision_not_covered", None, None),
        ("evaluation.not_independent", None, None),
        ("evaluation.not_independent", None, None),
        ("amounts.exact_and_up_to", 1_033_000, None),
        ("awards.match_is_grant_money", None, None),
        ("awards.same_money_twice", 115_000, None),
        ("limits.orders_not_covered", 892_000, 446_000),
        ("names.post_titles_differ", None, None),
        ("law.act_misnamed", None, None),
        ("equality.screening_contradicted", None, None),
    ],
    DRIVE: [
        ("recommendations.award_not_split", 275_000, None),
        ("recommendations.not_in_financial_comments", 89_000, None),
        ("recommendations.total_not_printed", None, 275_000 + 89_000),
        ("limits.tranches_without_sums", None, None),
        ("awards.cost_above_award", 312_000, 275_000),
        ("evaluation.too_late", None, None),
        ("agreements.commitment_before_execution", None, None),
        ("agreements.recipient_commissions", None, None),
        ("amounts.exact_and_up_to", 89_000, None),
        ("deliverables.milestones_not_found", None, None),
        ("declarations.legal_advice_contradicted", None, None),
    ],
    HOUSING: [
        ("signatures.none", None, None),
        ("references.misspelt", None, None),
        ("deliverables.promised_but_not_listed", None, None),
        ("amounts.exact_and_up_to", 35_000, None),
        ("amounts.exact_and_up_to", 140_000, None),
        ("agreements.option_not_priced", 175_000, 175_000 + 210_000),
        ("tables.column_does_not_foot", 65_333_734, 49_009_457),
        ("budgets.years_do_not_make_the_whole", 436_690, 94_000 + 2 * 171_365),
        ("agreements.no_clause_to_vary", None, None),
        ("sections.missing", None, None),
        ("sections.missing", None, None),
        ("sections.missing", None, None),
    ],
    REQUEST: [
        ("dates.no_year", None, None),
        ("awards.funder_missing_from_table", None, None),
        ("responses.held_elsewhere", None, None),
        ("awards.ratio_is_an_outlier", 688_838, None),
        ("amounts.unresolved_mark", 682_909, None),
        ("areas.ambiguous_initials", 90_000, None),
        ("areas.listed_twice", None, None),
        ("responses.one_sex_asked_all_counted", None, None),
        ("responses.names_asked_routes_given", None, None),
        ("responses.periods_differ", None, None),
        ("observations.not_a_cohort", None, None),
        ("observations.starts_above_referrals", None, None),
    ],
}


def pounds(money: Money | None) -> int | None:
    return None if money is None else money.pence // 100


@pytest.mark.parametrize("number", EXPECTED)
def test_has_its_faults_found_and_no_others(number: str) -> None:
    findings = read.read(real_text(number)).findings

    found = [(f.code, pounds(f.printed), pounds(f.computed)) for f in findings]
    assert found == EXPECTED[number]


def test_the_plan_is_sixteen_million_out_and_the_years_forty_pounds_over() -> None:
    findings = read.read(real_text(HOUSING)).findings

    differences = {finding.code: finding.difference for finding in findings}
    assert differences["tables.column_does_not_foot"] == build.pounds(16_324_277)
    assert differences["budgets.years_do_not_make_the_whole"] == build.pounds(-40)


def test_the_request_was_answered_in_time_on_day_twenty() -> None:
    timing = response_timing(read.extract(real_text(REQUEST)))

    assert timing is not None
    assert timing.received == build.day("2023-07-25")
    assert timing.due == timing.answered == build.day("2023-08-23")
    assert (timing.working_day, timing.on_time) == (20, True)
    assert timing.year_is_assumed


def differences(this: str, other: str) -> list[str]:
    documents = (
        Compared(number, read.extract(real_text(number))) for number in (this, other)
    )
    return [finding.code for finding in compare(*documents)]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (RESTART, REQUEST, ["comparison.status_differs"]),
        (RESTART, CABINET, ["comparison.boroughs_differ"]),
        (
            CABINET,
            REQUEST,
            ["comparison.boroughs_differ", "comparison.status_differs"],
        ),
        (DRIVE, REQUEST, ["comparison.boroughs_differ"]),
        (HOUSING, REQUEST, []),
        (RESTART, DRIVE, []),
        (RESTART, HOUSING, []),
        (CABINET, DRIVE, []),
        (CABINET, HOUSING, []),
        (DRIVE, HOUSING, []),
    ],
)
def test_two_of_them_differ_alike_from_either_side(
    one: str, other: str, found: list[str]
) -> None:
    assert differences(one, other) == found
    assert differences(other, one) == found

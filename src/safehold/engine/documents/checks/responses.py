"""Does a response answer what was asked, and can its figures be used as printed?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, Phrase, and_list
from safehold.engine.documents.reading import (
    DocumentKind,
    Holding,
    PeriodKind,
    Question,
)

_ONE_SEX = Phrase(r"(?:males?|men|females?|women)\b")
_ASKS_NAMES = Phrase(r"names? of (?:the |each |any )?(?:organisation|agenc|bod)")
_ROUTES = Phrase(r"referrals? routes?\b")
_ASK_OTHERS = Phrase(r"(?:should be made|directed|sent|refer\w*) to (?:the )?provider")
_ON_BEHALF = Phrase(r"on (?:our|its|their|mopac's|the council's) behalf\b|behalf of\b")
_WAY_ON = Phrase(
    r"(?:unhappy|dissatisfied|not satisfied|internal review|complain\w{0,4})\b"
)
_ROLLED_OVER = Phrase(r"(?:rolled|carried|brought) (?:over|forward)\b")


def check_each_question_is_answered_once(evidence: Evidence) -> Iterator[Fault]:
    """Find questions answered not at all, or more than once. Source: PUB-07."""
    reading = evidence.reading
    if reading.kind is not DocumentKind.FOI_RESPONSE or not reading.answers:
        return
    times = Counter(number for answer in reading.answers for number in answer.questions)
    for question in reading.questions:
        answers = times[question.number]
        if answers != 1:
            how = "not answered" if answers == 0 else f"answered {answers} times"
            yield Fault(
                f"Question {question.number} is {how}. Each question needs exactly one "
                "answer.",
                question.words.span,
            )


def check_questions_are_numbered_through(evidence: Evidence) -> Iterator[Fault]:
    """Find numbers left out between the first question and the last. Source: PUB-07."""
    numbers = {question.number for question in evidence.reading.questions}
    for before, after in zip(sorted(numbers), sorted(numbers)[1:], strict=False):
        if after - before > 1:
            yield Fault(
                f"After question {before} comes question {after}: ask what stood "
                "between them, and whether it was answered."
            )


def check_figures_are_of_the_sex_asked_for(evidence: Evidence) -> Iterator[Fault]:
    """Find questions about men or women answered with everybody. Source: PUB-11."""
    columns = [c.text for table in evidence.reading.tables for c in table.columns]
    if any(_ONE_SEX.search(column) for column in columns):
        return
    asked = [
        each for each in _with_figures(evidence) if _ONE_SEX.search(each.words.text)
    ]
    if asked and evidence.reading.observations:
        yield Fault(
            f"{_questions(asked)} one sex, but the table counts everybody. Say so in "
            "the answer, or give the figures that were asked for.",
            asked[0].words.span,
        )


def check_names_are_given_where_asked(evidence: Evidence) -> Iterator[Fault]:
    """Find questions for names that are answered with routes. Source: PUB-11."""
    routes = any(
        _ROUTES.search(column.text)
        for table in evidence.reading.tables
        for column in table.columns
    )
    for question in _with_figures(evidence) if routes else ():
        if _ASKS_NAMES.search(question.words.text):
            yield Fault(
                f"Question {question.number} asks which organisations; the table gives "
                "routes of referral. Say whether the names are held.",
                question.words.span,
            )


def check_figures_have_one_period(evidence: Evidence) -> Iterator[Fault]:
    """Find figures of "the last 12 months" beside a financial year. Source: REF-04."""
    if evidence.reading.kind is not DocumentKind.FOI_RESPONSE:
        return
    years = [
        stated
        for stated in evidence.periods
        if stated.kind is PeriodKind.FINANCIAL_YEAR and stated.period is not None
    ]
    rolling = [p for p in evidence.periods if p.kind is PeriodKind.LAST_TWELVE_MONTHS]
    if years and rolling:
        yield Fault(
            f"These figures are for “{evidence.words(rolling[0].span)}”, the money for "
            f"“{evidence.words(years[0].span)}”: two different periods. Ask which the "
            "figures cover before setting one against the other.",
            rolling[0].span,
        )


def check_starts_come_from_referrals(evidence: Evidence) -> Iterator[Fault]:
    """Find programmes with more starts than referrals. Source: PRG-20."""
    referrals = _values(evidence, "referrals")
    for observation in evidence.reading.observations:
        referred = referrals.get(observation.programme)
        started = observation.value
        if observation.measure != "starts" or started is None or referred is None:
            continue
        if started > referred:
            yield Fault(
                f"{observation.programme}: {started} started but {referred} were "
                f"referred. At least {started - referred} must have been waiting from "
                "before: ask for the number carried in.",
                observation.span,
            )


def check_rates_are_not_of_a_cohort(evidence: Evidence) -> Iterator[Fault]:
    """Find counts of different people that invite a rate. Source: PRG-19."""
    if not evidence.reading.observations:
        return
    for sentence in evidence.sentences_with(_ROLLED_OVER):
        yield Fault(
            "Cases roll over from year to year, so those referred and those who "
            "completed are not the same people. Call any rate between them a period "
            "ratio, not a completion rate.",
            sentence.span,
        )
        return


def check_holdings_elsewhere_are_stated(evidence: Evidence) -> Iterator[Fault]:
    """Find "not held, ask the providers" that leaves open for whom. Source: PUB-09."""
    answers = evidence.reading.answers
    not_held = [each for each in answers if each.holding is Holding.NOT_HELD]
    if not not_held or evidence.has(_ON_BEHALF):
        return
    for sentence in evidence.sentences_with(_ASK_OTHERS):
        yield Fault(
            "Some of this is not held and the requester is sent to the providers. Say "
            "whether they hold it on the body's behalf: if so, it counts as held.",
            sentence.find(_ASK_OTHERS),
        )
        return


def check_way_to_complain_is_given(evidence: Evidence) -> Iterator[Fault]:
    """Find responses that do not say what to do if unhappy. Source: PUB-12."""
    is_response = evidence.reading.kind is DocumentKind.FOI_RESPONSE
    if is_response and not evidence.has(_WAY_ON):
        yield Fault("The response does not say how to complain or ask for a review.")


def _with_figures(evidence: Evidence) -> list[Question]:
    """Return the questions whose answer is held, at least in part."""
    held = {
        number
        for answer in evidence.reading.answers
        if answer.holding in (Holding.HELD, Holding.PARTLY_HELD)
        for number in answer.questions
    }
    return [each for each in evidence.reading.questions if each.number in held]


def _questions(asked: list[Question]) -> str:
    numbers = and_list(str(question.number) for question in asked)
    return (
        f"Question {numbers} is about"
        if len(asked) == 1
        else (f"Questions {numbers} are about")
    )


def _values(evidence: Evidence, measure: str) -> dict[str, int]:
    values: dict[str, list[int]] = defaultdict(list)
    for observation in evidence.reading.observations:
        if observation.measure == measure and observation.value is not None:
            values[observation.programme].append(observation.value)
    return {name: found[0] for name, found in values.items() if len(found) == 1}


CHECKS = (
    Check(
        "responses.question_not_answered_once",
        "PUB-07",
        "Every question is answered exactly once.",
        check_each_question_is_answered_once,
    ),
    Check(
        "responses.question_number_missing",
        "PUB-07",
        "The questions are numbered without a gap.",
        check_questions_are_numbered_through,
    ),
    Check(
        "responses.one_sex_asked_all_counted",
        "PUB-11",
        "Figures are of the people that the question asks about.",
        check_figures_are_of_the_sex_asked_for,
    ),
    Check(
        "responses.names_asked_routes_given",
        "PUB-11",
        "A question for names is answered with names.",
        check_names_are_given_where_asked,
    ),
    Check(
        "responses.periods_differ",
        "REF-04",
        "Figures that stand together are of one period.",
        check_figures_have_one_period,
    ),
    Check(
        "observations.starts_above_referrals",
        "PRG-20",
        "More people start than were referred only where some were waiting.",
        check_starts_come_from_referrals,
    ),
    Check(
        "observations.not_a_cohort",
        "PRG-19",
        "Figures of a period are not of the same people throughout.",
        check_rates_are_not_of_a_cohort,
    ),
    Check(
        "responses.held_elsewhere",
        "PUB-09",
        "What is not held says whether another holds it on the body's behalf.",
        check_holdings_elsewhere_are_stated,
    ),
    Check(
        "responses.no_way_to_complain",
        "PUB-12",
        "A response says what to do if unhappy with it.",
        check_way_to_complain_is_given,
    ),
)

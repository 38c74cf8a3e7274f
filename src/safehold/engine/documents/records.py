"""Which record a confirmed fact becomes, and when two facts tell of the same one."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Final, assert_never

from safehold.engine.documents.facts import (
    AmountFact,
    AwardFact,
    CitationFact,
    DecisionFact,
    FactValue,
    ObservationFact,
    ProgrammeFact,
    RecommendationFact,
)
from safehold.engine.organisations import known
from safehold.engine.periods import FinancialYear

_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Return the name as an address spells it: `Safe & Together` is `safe-together`.

    "and" and "&" are the same word, so that both spellings give one programme.
    """
    words = _NOT_IN_A_SLUG.sub(" ", name.lower()).split()
    return "-".join(word for word in words if word != "and")


def record_key(value: FactValue, *, document_id: int) -> str:
    """Return the name of the record that the fact tells of, or "" where it has none.

    Two documents that state the same award give the same key, so that the money
    stands in the portfolio once.
    """
    match value:
        case AwardFact():
            parts = ["award", slug(value.programme), value.role, _funder(value)]
            return "|".join([*parts, value.financial_year])
        case ObservationFact():
            parts = ["observation", slug(value.programme), slug(value.measure)]
            return "|".join([*parts, slug(value.period)])
        case ProgrammeFact():
            return "|".join(["programme", slug(value.name), value.financial_year])
        case DecisionFact():
            return f"decision|{slug(value.reference)}"
        case RecommendationFact():
            return f"recommendation|{slug(value.reference)}|{value.number}"
        case CitationFact():
            return f"citation|{document_id}|{slug(value.reference)}"
        case AmountFact():
            return ""
        case _:
            assert_never(value)


def _funder(award: AwardFact) -> str:
    # One document says the alias and another the name: the money is the same.
    name = award.funder or award.funder_printed
    listed = known(name)
    return slug(listed.name if listed else name)


def agree(one: FactValue, other: FactValue) -> bool:
    """Test if two facts of one record say the same of it.

    Descriptions may be worded differently; figures, places and dates may not.
    """
    match one, other:
        case AwardFact(), AwardFact():
            return (one.pence, one.qualifier) == (other.pence, other.qualifier)
        case ObservationFact(), ObservationFact():
            return (one.value, one.status) == (other.value, other.status)
        case ProgrammeFact(), ProgrammeFact():
            return one.gss_codes == other.gss_codes
        case DecisionFact(), DecisionFact():
            return one.signed_date == other.signed_date
        case RecommendationFact(), RecommendationFact():
            return (one.pence, one.qualifier) == (other.pence, other.qualifier)
        case _:
            return one == other


def programme_of(value: ProgrammeFact | AwardFact | ObservationFact) -> str:
    """Return the name of the programme that the fact tells of."""
    return value.name if isinstance(value, ProgrammeFact) else value.programme


# Of the 300 characters that are kept, the organisation's number takes some.
_LONGEST_KEY: Final = 275
_LARGEST: Final = 2**63 - 1
_LONGEST: Final = {
    "name": 200,
    "programme": 200,
    "funder": 200,
    "funder_printed": 200,
    "measure": 200,
    "unit": 20,
    "period": 100,
    "reference": 60,
    "number": 20,
}


def fits(value: FactValue) -> bool:
    """Test if a record can hold the value: figures from zero up, names of a length.

    A hostile document may print a name of ten pages or a sum of forty digits.
    """
    given = {field.name: getattr(value, field.name) for field in fields(value)}
    return (
        len(record_key(value, document_id=_LARGEST)) <= _LONGEST_KEY
        and all(len(given.get(name, "")) <= most for name, most in _LONGEST.items())
        and all(
            0 <= figure <= _LARGEST for figure in given.values() if type(figure) is int
        )
    )


def is_financial_year(text: str) -> bool:
    """Test if the text is a financial year as the service writes it: 2022-23."""
    return bool(_YEAR.fullmatch(text)) and text == str(FinancialYear(int(text[:4])))


_YEAR: Final = re.compile(r"[0-9]{4}-[0-9]{2}")

"""Are the equality comments whole, and do they agree with the screening?"""

from __future__ import annotations

from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import (
    Evidence,
    Phrase,
    Sentence,
    and_list,
)

_CHARACTERISTICS = {
    "age": Phrase(r"age\b"),
    "disability": Phrase(r"disabilit(?:y|ies)\b"),
    "gender reassignment": Phrase(r"gender re-?assignment\b"),
    "marriage and civil partnership": Phrase(r"civil partnerships?\b"),
    "pregnancy and maternity": Phrase(r"pregnancy\b"),
    "race": Phrase(r"race\b"),
    "religion or belief": Phrase(r"religion\b"),
    "sex": Phrase(r"(?:sex|gender(?! re-?assignment))\b"),
    "sexual orientation": Phrase(r"sexual orientation\b"),
}
_LISTED = Phrase(r"protected characteristics\b")
# Fewer than this is a mention of some, not a list of them all.
_FEWEST_LISTED = 4

_DUTY = Phrase(r"due regard to the need to\b")
_LIMBS = {
    "eliminating discrimination": Phrase(r"eliminat\w{1,4}\b"),
    "advancing equality of opportunity": Phrase(r"(?:advanc\w{1,4}|promot\w{1,4})\b"),
    "fostering good relations": Phrase(r"foster\w{0,4}\b"),
}
_LIMBS_BELOW = 3
_EQUALITY_DUTY = Phrase(r"(?:equality of opportunity|discrimination)\b")

_POSITIVE = Phrase(r"positive impact\b")
_MINIMAL = Phrase(r"(?:minimal|no|neutral|negligible) impact\b")
_EQUALITY = Phrase(r"(?:equalit\w{1,3}|protected (?:groups?|characteristics?))\b")
_SCREENING = Phrase(r"screen(?:ing|er)\b")


def check_nine_characteristics_are_listed(evidence: Evidence) -> Iterator[Fault]:
    """Find lists of protected characteristics with some left out. Source: EQU-01."""
    for sentence in evidence.sentences_with(_LISTED):
        missing = [
            name
            for name, pattern in _CHARACTERISTICS.items()
            if not sentence.has(pattern)
        ]
        listed = len(_CHARACTERISTICS) - len(missing)
        if missing and listed >= _FEWEST_LISTED:
            yield Fault(
                f"The list of protected characteristics leaves out "
                f"{and_list(missing)}. All nine must be considered.",
                sentence.span,
            )


def check_duty_has_three_limbs(evidence: Evidence) -> Iterator[Fault]:
    """Find an equality duty that is nowhere stated whole. Source: EQU-02."""
    stated = list(evidence.sentences_with(_DUTY, _EQUALITY_DUTY))
    gaps = [_missing_limbs(evidence, sentence) for sentence in stated]
    if stated and all(gaps):
        missing = min(gaps, key=len)
        yield Fault(
            f"The equality duty is stated without {and_list(missing)}. Due regard is "
            "owed to all three needs.",
            stated[gaps.index(missing)].span,
        )


def _missing_limbs(evidence: Evidence, sentence: Sentence) -> list[str]:
    """Return the limbs that stand neither in the sentence nor in a list below it."""
    told = (sentence, *evidence.after(sentence, _LIMBS_BELOW))
    return [
        name
        for name, limb in _LIMBS.items()
        if not any(each.has(limb) for each in told)
    ]


def check_screening_agrees_with_text(evidence: Evidence) -> Iterator[Fault]:
    """Find a screening of "minimal impact" beside a positive one. Source: EQU-03."""
    positive = next(evidence.sentences_with(_POSITIVE, _EQUALITY), None)
    if positive is None or not evidence.has(_SCREENING):
        return
    for sentence in evidence.sentences_with(_MINIMAL, _EQUALITY):
        yield Fault(
            "The equality screening found hardly any impact, while the text describes "
            "a positive one. Ask which is right, and have the other changed.",
            sentence.span,
        )
        return


CHECKS = (
    Check(
        "equality.characteristics_missing",
        "EQU-01",
        "A list of protected characteristics names all nine.",
        check_nine_characteristics_are_listed,
    ),
    Check(
        "equality.duty_incomplete",
        "EQU-02",
        "The equality duty is stated with its three limbs.",
        check_duty_has_three_limbs,
    ),
    Check(
        "equality.screening_contradicted",
        "EQU-03",
        "The equality screening says what the text says.",
        check_screening_agrees_with_text,
    ),
)

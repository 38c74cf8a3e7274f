"""Are the officers' declarations ticked, and do they agree with the text?"""

from __future__ import annotations

from collections.abc import Iterator

from safehold.engine.documents.checks.check import Check, Fault
from safehold.engine.documents.checks.evidence import Evidence, Phrase
from safehold.engine.documents.reading import Declaration

_NOT_REQUIRED = "not_required"
_FEWEST_LETTERS_OF_ADVICE = 200
_LEGAL = Phrase(r"legal\b")
_LEGAL_ADVICE_TAKEN = Phrase(
    r"legal(?: and equalities| advice and equalities)? advice has been taken"
    r"|legal advice (?:was|has been) (?:taken|sought|obtained|received)"
)
_PRIVACY = Phrase(r"(?:gdpr|data (?:privacy|protection)|dpia)\b")
_PEOPLE_AT_RISK = Phrase(r"(?:victims?|survivors?|perpetrators?|children)\b")


def check_all_declarations_are_ticked(evidence: Evidence) -> Iterator[Fault]:
    """Find officer declarations that nobody ticked. Source: DEC-03."""
    for declaration in evidence.reading.declarations:
        if not declaration.ticked:
            yield Fault(
                f"The declaration on {declaration.subject} is not ticked. It must be "
                "before the decision goes to the chief executive.",
                declaration.span,
            )


def check_legal_advice_is_told_one_way(evidence: Evidence) -> Iterator[Fault]:
    """Find "legal advice is not required" where advice was taken. Source: DEC-05."""
    declared = _not_required(evidence, _LEGAL)
    if not declared:
        return
    reasons = []
    if evidence.has(_LEGAL_ADVICE_TAKEN):
        reasons.append("it is confirmed that the advice was taken into account")
    section = evidence.section(_LEGAL)
    if section and len(section.body) > _FEWEST_LETTERS_OF_ADVICE:
        reasons.append("the form carries legal comments")
    for declaration in declared if reasons else ():
        yield Fault(
            "The declaration says that legal advice is not required, but "
            f"{' and '.join(reasons)}. Ask for an explanation or a corrected tick.",
            declaration.span,
        )


def check_personal_data_is_assessed(evidence: Evidence) -> Iterator[Fault]:
    """Find "no DPIA required" for work with people at risk. Source: GDP-02."""
    declared = _not_required(evidence, _PRIVACY)
    for declaration in declared if declared and evidence.has(_PEOPLE_AT_RISK) else ():
        yield Fault(
            "A data protection impact assessment is declared not to be required, but "
            "the work concerns victims, children or perpetrators. Record the officer "
            "and the reason, or have one done.",
            declaration.span,
        )


def _not_required(evidence: Evidence, subject: Phrase) -> tuple[Declaration, ...]:
    return tuple(
        declaration
        for declaration in evidence.reading.declarations
        if declaration.variant == _NOT_REQUIRED and subject.search(declaration.subject)
    )


CHECKS = (
    Check(
        "declarations.not_ticked",
        "DEC-03",
        "Every officer declaration is ticked.",
        check_all_declarations_are_ticked,
    ),
    Check(
        "declarations.legal_advice_contradicted",
        "DEC-05",
        "Legal advice that was taken is not declared unnecessary.",
        check_legal_advice_is_told_one_way,
    ),
    Check(
        "declarations.no_dpia_for_people_at_risk",
        "GDP-02",
        "Work with victims, children or perpetrators has its data protection assessed.",
        check_personal_data_is_assessed,
    ),
)

"""What a heading is about, by the wording that each kind of document uses."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from safehold.engine.documents.reading import DocumentKind


class Subject(StrEnum):
    """What a heading is about, whatever its wording, by the forms' own names."""

    SUMMARY = "Executive Summary"
    RECOMMENDATIONS = "Recommendations"
    INTRODUCTION = "Introduction and background"
    ISSUES = "Issues for consideration"
    PROPOSALS = "Proposals"
    OPTIONS = "Options and alternatives considered"
    PRIORITIES = "Strategic priorities"
    CONSULTATION = "Consultation"
    IMPLICATIONS = "Implications"
    FINANCIAL = "Financial Comments"
    LEGAL = "Legal Comments"
    COMMERCIAL = "Commercial Issues"
    PUBLIC_HEALTH = "Public Health Approach"
    GDPR = "GDPR and Data Privacy"
    EQUALITY = "Equality Comments"
    SUSTAINABILITY = "Sustainability"
    INFRASTRUCTURE = "Council infrastructure"
    RISK = "Risk"
    PAPERS = "Background/supporting papers"
    PART_ONE = "Part 1"
    PUBLIC_ACCESS = "Public access to information"
    DEFERRAL = "Part 1 Deferral"
    PART_TWO = "Part 2 Confidentiality"
    DECLARATIONS = "Originating officer declaration"
    CHIEF_EXECUTIVE = "Chief Executive Officer"
    DEPUTY_MAYOR = "Deputy Mayor for Policing and Crime"
    RESPONSE = "Response"
    KEY_INFORMATION = "Key information"
    CLOSING = "Closing matter"
    OTHER = ""


_TAIL: Final = (
    r"(?: (?:comments?|implications?|issues?|considerations?|advice|matters))?"
)
_DATA: Final = r"(?:gdpr|data (?:privacy|protection))"
_CAPACITY: Final = r"(?:(?:interim|acting|deputy|for the|on behalf of the) ){0,2}"

# On every form.
_SHARED: Final = {
    Subject.SUMMARY: r"(?:executive )?summary(?: of (?:the )?(?:report|decision))?",
    Subject.RECOMMENDATIONS: r"recommendations?(?:\(s\))?"
    r"|decisions? (?:required|sought)",
    Subject.FINANCIAL: rf"financ(?:e|ial)(?: and [a-z]+)?{_TAIL}",
    Subject.LEGAL: rf"legal(?: and [a-z]+)?{_TAIL}",
    Subject.PUBLIC_HEALTH: rf"public health(?: approach)?{_TAIL}",
    Subject.GDPR: rf"{_DATA}(?:(?: and | ?/ ?){_DATA})?{_TAIL}",
    Subject.EQUALITY: r"(?:public sector )?equalit(?:y|ies)"
    rf"(?:,? (?:and )?(?:diversity|inclusion)){{0,2}}(?: duty)?{_TAIL}",
    Subject.PAPERS: r"(?:(?:background|supporting) ?(?:/|and|or)? ?)?"
    r"(?:background|supporting) (?:papers|documents)(?: .{0,80})?"
    r"|appendi(?:x|ces)(?: and background papers)?",
}
_DMPC: Final = _SHARED | {
    Subject.INTRODUCTION: r"introduction(?: and background)?|background"
    r"|background and introduction",
    Subject.ISSUES: r"issues(?: for consideration)?",
    Subject.COMMERCIAL: rf"(?:commercial|procurement)(?: and [a-z]+)?{_TAIL}",
    Subject.PART_ONE: r"part (?:i|1|one)(?: ?[-–—:] ?.{0,80})?"
    r"|non-confidential facts and advice(?: .{0,80})?",
    Subject.PUBLIC_ACCESS: r"public access to information",
    Subject.DEFERRAL: r"part (?:i|1|one) deferral",
    Subject.PART_TWO: r"part (?:ii|2|two)(?: confidentiality)?",
    Subject.DECLARATIONS: r"(?:originating )?officer declarations?(?:\W.{0,60})?",
    Subject.CHIEF_EXECUTIVE: _CAPACITY + r"chief executive(?: officer)?",
    Subject.DEPUTY_MAYOR: _CAPACITY
    + r"deputy mayor,? (?:for )?policing and crime(?: \(dmpc\))?",
    Subject.KEY_INFORMATION: r"key information",
    Subject.CLOSING: r"signed decision document(?:s|\(s\))?"
    r"|need a document on this page in an accessible format\??"
    r"|related (?:documents|pages)|share this page",
}
_CABINET: Final = _SHARED | {
    Subject.INTRODUCTION: r"introduction(?: and background)?|background|context",
    Subject.PROPOSALS: r"(?:the )?proposals?(?: .{0,60})?|reasons? for .{0,60}",
    Subject.OPTIONS: r"(?:alternative )?options?(?:\W.{0,60})?"
    r"|alternatives? (?:options? )?considered",
    Subject.PRIORITIES: r".{0,40}\b(?:priorities|strategic (?:context|fit))\b.{0,80}",
    Subject.CONSULTATION: r"(?:public )?consultations?(?: and .{0,40})?",
    Subject.IMPLICATIONS: r"(?:corporate |other )?implications(?: .{0,40})?",
    Subject.FINANCIAL: r"(?:financ(?:e|ial)|resourc(?:es?|ing))(?:\W.{0,60})?",
    Subject.LEGAL: r"legal(?:\W.{0,60})?",
    Subject.EQUALITY: r"(?:public sector )?equalit(?:y|ies)(?:\W.{0,60})?",
    Subject.SUSTAINABILITY: r"(?:sustainability|climate|environment)(?:\W.{0,80})?",
    Subject.INFRASTRUCTURE: r"council infrastructure",
    Subject.RISK: r"risks?(?: (?:management|implications|and .{0,40}))?",
    Subject.PAPERS: r"background (?:information|papers|documents|reading)(?: .{0,120})?"
    r"|(?:list of )?background papers(?: .{0,80})?",
}
_FOI: Final = {
    Subject.RESPONSE: r"(?:our )?response(?: is as follows| to your request)?",
}


def _compile(vocabulary: dict[Subject, str]) -> re.Pattern[str]:
    """Return one pattern in which the group that matched names the subject."""
    return re.compile(
        "|".join(
            f"(?P<{subject.name}>{wording})" for subject, wording in vocabulary.items()
        )
    )


_VOCABULARY: Final = {
    DocumentKind.DMPC_DECISION: _compile(_DMPC),
    DocumentKind.CABINET_REPORT: _compile(_CABINET),
    DocumentKind.FOI_RESPONSE: _compile(_FOI),
    DocumentKind.UNKNOWN: _compile(_DMPC),
}


@lru_cache(maxsize=4_096)
def about(text: str, kind: DocumentKind) -> Subject:
    """Return what a heading's words are about on this kind of document."""
    folded = text.lower().replace("&", "and").replace("’", "'").strip(" :–-")
    found = _VOCABULARY[kind].fullmatch(folded)
    return Subject[found.lastgroup] if found and found.lastgroup else Subject.OTHER

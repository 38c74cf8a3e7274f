"""What kind of document a text is, and which form it was written on."""

from __future__ import annotations

import re
from typing import Final

from safehold.engine.documents.lines import Layout
from safehold.engine.documents.reading import DocumentKind, Template

_ENOUGH: Final = 3
_LINE: Final = r"^\W{0,3}"
_DMPC: Final = r"(?:DMPC|Deputy\s+Mayor,?\s+(?:for\s+)?Policing\s+and\s+Crime)"

# Each sign counts once, however often it stands there.
_SIGNS: Final = {
    DocumentKind.DMPC_DECISION: (
        (3, _LINE + r"DMPC\s+Decision\W{1,6}(?:PCD|PDC|DMPCD|\d)"),
        (3, _LINE + r"(?:Decision\s+)?Reference(?:\s+code)?\W{1,6}(?:DM)?P[CD][CD]"),
        (3, _DMPC + r"\s+is\s+(?:recommended|asked|invited)"),
        (3, r"NON-CONFIDENTIAL\s+FACTS\s+AND\s+ADVICE\s+TO\s+THE\s+" + _DMPC),
        (2, _LINE + r"ORIGINATING\s+OFFICER\s+DECLARATION"),
        (1, _LINE + r"Decision\s+by\b.{0,60}Deputy\s+Mayor"),
    ),
    DocumentKind.CABINET_REPORT: (
        (3, r"\b(?:Cabinet|Executive)\s+is\s+(?:recommended|asked|invited|requested)"),
        (3, r"\brecommend(?:ed)?\s+that\s+(?:the\s+)?(?:Cabinet|Executive)\b"),
        (3, r"\b(?:Cabinet|Executive)\s+(?:agrees?|approves?|resolves?)\s+to:"),
        (2, _LINE + r"Report\s+title\b"),
        (2, _LINE + r"Decision\s+maker\W{1,4}(?:Cabinet|Executive|Leader)"),
        (2, _LINE + r"(?:Meeting\s?/\s?Date|Date\s+of\s+meeting|Meeting\s+date)\b"),
        (2, _LINE + r"Wards?(?:\(s\))?\s+affected\b"),
        (2, _LINE + r"Cabinet\s+(?:portfolio|member)\b"),
        (2, _LINE + r"(?:Report\s+to\s+(?:the\s+)?)?(?:Cabinet|Executive)\W{0,4}$"),
        (1, _LINE + r"Public\s+access\b"),
        (1, _LINE + r"Key\s+decision\b"),
    ),
    DocumentKind.FOI_RESPONSE: (
        (3, _LINE + r"(?:Our\s+)?ref(?:erence)?\W{0,4}(?:FOI|EIR)"),
        (
            3,
            r"your\s+(?:recent\s+)?(?:request\s+for\s+information|(?:FOI|information)\s+request)",
        ),
        (3, r"your\s+(?:recent\s+)?(?:Freedom\s+of\s+Information)\s+.{0,20}request"),
        (2, r"request\b[^.]{0,80}\bunder\s+the\s+Freedom\s+of\s+Information\s+Act"),
        (2, r"(?:unhappy|dissatisfied)\s+with\s+(?:the|our|this)\s+response"),
        (1, _LINE + r"(?:Our\s+)?response(?:\s+is\s+as\s+follows)?\W{0,4}$"),
    ),
}
_COMPILED: Final = {
    kind: tuple((weight, re.compile(sign, re.I | re.M)) for weight, sign in signs)
    for kind, signs in _SIGNS.items()
}
_WEB_FORM: Final = re.compile(
    _LINE + r"(?:Reference\s+code|Date\s+signed|Key\s+information)\b", re.I | re.M
)
_DRAFTING_OFFICER: Final = re.compile(_LINE + r"Drafting\s+Officer\b", re.I | re.M)


def tell_kind(layout: Layout) -> DocumentKind:
    """Return the kind whose signs weigh most, or unknown where none weighs enough."""
    text = _words_of(layout)
    weights = {
        kind: sum(weight for weight, sign in signs if sign.search(text))
        for kind, signs in _COMPILED.items()
    }
    heaviest = max(weights, key=lambda kind: weights[kind])
    return heaviest if weights[heaviest] >= _ENOUGH else DocumentKind.UNKNOWN


def tell_template(kind: DocumentKind, layout: Layout) -> Template | None:
    """Return the form that a document of this kind was written on. Source: DEC-02."""
    match kind:
        case DocumentKind.DMPC_DECISION:
            return _tell_dmpc_form(_words_of(layout))
        case DocumentKind.CABINET_REPORT:
            return Template.COUNCIL_CABINET
        case DocumentKind.FOI_RESPONSE:
            return Template.FOI_LETTER
        case DocumentKind.UNKNOWN:
            return None


def _tell_dmpc_form(text: str) -> Template:
    if _DRAFTING_OFFICER.search(text):
        return Template.DMPC_2024
    return Template.DMPC_2018 if _WEB_FORM.search(text) else Template.DMPC_2019


def _words_of(layout: Layout) -> str:
    return "\n".join(line.plain for line in layout.lines if line.plain)

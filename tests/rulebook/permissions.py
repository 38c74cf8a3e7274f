"""The page that says who may do what, and when, by asking every policy."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable

from safehold.apps.decisions import queries as decisions
from safehold.apps.documents import policies
from safehold.apps.documents import queries as documents
from safehold.apps.documents.models import Fact, Finding
from safehold.apps.documents.states import FINDING_MOVES, FindingStatus, Verdict
from safehold.apps.dossiers import policies as dossier_policies
from safehold.apps.invitations import policies as invitations
from safehold.apps.jobs import policies as job_policies
from safehold.apps.people import policies as people_policies
from safehold.apps.programmes import queries as programmes
from safehold.engine import separation
from safehold.engine.actors import SYSTEM, Actor, Role
from safehold.engine.refusals import Refusal
from tests.rulebook import dossiers, jobs, markdown, people
from tests.rulebook.asking import NO, YES, When, told
from tests.rulebook.scene import CORRECTION, REASON, Scene

EVERYBODY_ELSE = "everybody else"


def page(scene: Scene) -> str:
    """Return the page, from what every policy answers in the scene."""
    asked = _people(scene)
    return markdown.page(
        "Permissions: who × what × when",
        source="the policies and queries of `apps/`",
        parts=[
            _INTRODUCTION,
            *(
                _part(title, rule, columns, asked)
                for title, rule, columns in _questions(scene)
            ),
            people.roles_apart(),
            _refusals(),
        ],
    )


_ROLES = textwrap.fill(
    f"The roles are {', '.join(role.value.replace('_', ' ') for role in Role)}.", 88
)
_INTRODUCTION = f"""\
A role is held at one organisation, from one day to another, and counts only there.
The tables ask about a document of the organisation that is *here*. A reason is given
wherever one is asked for. Each cell is *yes*, or the code of the refusal; the
sentences stand at the end.

Asked are each role here, each role elsewhere, somebody without a role in force, and
whoever runs the service, from its command line.
{_ROLES}
"""


def _people(scene: Scene) -> dict[str, Actor]:
    here = {_said(role): _actor(scene.people.commissioner_id, role) for role in Role}
    elsewhere = {
        f"{_said(role)} elsewhere": _actor(scene.people.another_commissioner_id, role)
        for role in Role
    }
    return {
        **here,
        **elsewhere,
        "without a role in force": _actor(0),
        "the command line": SYSTEM,
    }


def _said(role: Role) -> str:
    return role.value.replace("_", " ")


def _actor(organisation_id: int, *roles: Role) -> Actor:
    held = frozenset((organisation_id, role) for role in roles)
    return Actor(person_id=1, name="", roles=held)


def _questions(scene: Scene) -> Iterable[tuple[str, str, list[When]]]:
    yield "See", "visible_to", _seeing(scene)
    yield "Import a document", "why_not_import", _importing(scene)
    yield (
        "Review a document",
        "why_not_review",
        [
            When(
                "at any time",
                lambda by: told(policies.why_not_review(scene.document, by=by)),
            )
        ],
    )
    yield "Judge what a page showed", "why_not_judge", _judging(scene)
    yield (
        "Take the original of a document",
        "why_not_take_original",
        [
            When(
                "at any time",
                lambda by: told(policies.why_not_take_original(scene.document, by=by)),
            )
        ],
    )
    yield "Confirm a fact", "why_not_stand", _facts(scene, _why_not_confirm)
    yield "Correct a fact", "why_not_correct", _facts(scene, _why_not_correct)
    yield "Discard a fact", "why_not_discard", _facts(scene, _why_not_discard)
    for verb in dict.fromkeys(move.verb for move in FINDING_MOVES):
        title = f"{verb.capitalize()} a finding"
        yield title, "why_not_work", _findings(scene, verb)
    yield from people.questions(scene)
    yield from jobs.questions(scene)
    yield from dossiers.questions(scene)


def _seen(rows: object) -> str:
    return YES if rows else NO


def _seeing(scene: Scene) -> list[When]:
    def sees_fact(verdict: Verdict) -> Callable[[Actor], str]:
        key = scene.facts[verdict].pk
        return lambda by: _seen(documents.facts_visible_to(by).filter(pk=key))

    return [
        When(
            "a document",
            lambda by: _seen(documents.visible_to(by).filter(pk=scene.document.pk)),
        ),
        *(When(f"a fact, {verdict}", sees_fact(verdict)) for verdict in Verdict),
        When(
            "a finding",
            lambda by: _seen(
                documents.findings_visible_to(by).filter(document=scene.document)
            ),
        ),
        When("a programme", lambda by: _seen(programmes.visible_to(by))),
        When("a decision", lambda by: _seen(decisions.visible_to(by))),
    ]


def _importing(scene: Scene) -> list[When]:
    def answer(sha256: str) -> Callable[[Actor], str]:
        return lambda by: told(
            policies.why_not_import(
                organisation_id=scene.people.commissioner_id, sha256=sha256, by=by
            )
        )

    return [
        When("new here", answer("0" * 64)),
        When("imported before", answer(scene.document.sha256)),
    ]


def _judging(scene: Scene) -> list[When]:
    def answer(judged: Fact | Finding, seen: str) -> Callable[[Actor], str]:
        return lambda by: told(policies.why_not_judge(judged, seen=seen, by=by))

    fact = scene.facts[Verdict.CONFIRMED]
    finding = scene.findings[FindingStatus.EXPLAINED]
    return [
        When("a fact, as shown", answer(fact, fact.state)),
        When("a fact, judged since", answer(fact, Verdict.UNREVIEWED.value)),
        When("a finding, as shown", answer(finding, finding.state)),
        When("a finding, worked since", answer(finding, FindingStatus.OPEN.value)),
    ]


WhyNotFact = Callable[[Fact, Actor], Refusal | None]


def _why_not_confirm(fact: Fact, by: Actor) -> Refusal | None:
    value = documents.read_value(fact)
    return policies.why_not_stand(fact, value, verb="confirm", by=by)


def _why_not_correct(fact: Fact, by: Actor) -> Refusal | None:
    return policies.why_not_correct(fact, CORRECTION, reason=REASON, by=by)


def _why_not_discard(fact: Fact, by: Actor) -> Refusal | None:
    return policies.why_not_discard(fact, reason=REASON, by=by)


def _facts(scene: Scene, why_not: WhyNotFact) -> list[When]:
    def answer(fact: Fact) -> Callable[[Actor], str]:
        return lambda by: told(why_not(fact, by))

    return [When(verdict.value, answer(fact)) for verdict, fact in scene.facts.items()]


def _findings(scene: Scene, verb: str) -> list[When]:
    def answer(finding: Finding) -> Callable[[Actor], str]:
        return lambda by: told(
            policies.why_not_work(finding, verb=verb, reason=REASON, by=by)
        )

    return [
        When(status.value, answer(finding))
        for status, finding in scene.findings.items()
    ]


def _part(title: str, rule: str, columns: list[When], people: dict[str, Actor]) -> str:
    """Return one table; people who are told the same in every column share a row.

    Whoever shares the longest row is "everybody else", and stands last.
    """
    told: dict[tuple[str, ...], list[str]] = {}
    for who, actor in people.items():
        answers = tuple(column.answer(actor) for column in columns)
        told.setdefault(answers, []).append(who)
    *named, (rest, _) = sorted(told.items(), key=lambda row: len(row[1]))
    rows = [[", ".join(names), *answers] for answers, names in named]
    headings = ["Who", *(column.situation for column in columns)]
    written = markdown.table(headings, [*rows, [EVERYBODY_ELSE, *rest]])
    return f"## {title}\n\nBy `{rule}`.\n\n{written}"


def _refusals() -> str:
    refusals = [
        each
        for module in (
            policies,
            people_policies,
            invitations,
            job_policies,
            dossier_policies,
            separation,
        )
        for each in vars(module).values()
        if isinstance(each, Refusal)
    ]
    rows = [
        [f"`{refusal.code}`", refusal.message, refusal.source] for refusal in refusals
    ]
    headings = ["Code", "What the person is told", "Source"]
    return f"## Every refusal\n\n{markdown.table(headings, rows)}"

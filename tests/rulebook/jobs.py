"""Who may do what with a background job, for the page of permissions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count

from safehold.apps.jobs import policies, queries
from safehold.apps.jobs.models import Job, WaitingFile
from safehold.apps.jobs.states import LIVE, TENDED_BY, JobKind, JobState
from safehold.engine.actors import Actor, Purpose
from safehold.engine.refusals import Refusal
from tests import cast
from tests.rulebook.asking import NO, YES, When, told
from tests.rulebook.scene import REASON, Scene

WhyNot = Callable[[Job, Actor], Refusal | None]
_keys: Iterator[int] = count(1)
PURPOSE = {
    JobKind.IMPORT_DOCUMENT: Purpose.GRANTS,
    JobKind.SEND_INVITATION: Purpose.ADMINISTRATION,
}


def questions(scene: Scene) -> Iterable[tuple[str, str, list[When]]]:
    """Return what is asked about background jobs: title, rule, situations."""
    yield "See a background job", "visible_to", _seeing(scene)
    yield (
        "Ask for a background job (what it does asks for more)",
        "why_not_ask",
        [When("at any time", lambda by: told(_why_not_ask(scene, by)))],
    )
    yield (
        "Have a background job done in one's name",
        "why_not_run",
        _asked(scene, lambda job, by: policies.why_not_run(job, by=by), *LIVE[:1]),
    )
    yield (
        "Cancel a background job",
        "why_not_cancel",
        _asked(scene, lambda job, by: policies.why_not_cancel(job, by=by), *JobState),
    )
    yield (
        "Try a background job again",
        "why_not_retry",
        _asked(
            scene,
            lambda job, by: policies.why_not_retry(job, reason=REASON, by=by),
            *JobState,
        ),
    )


def _why_not_ask(scene: Scene, by: Actor) -> Refusal | None:
    return policies.why_not_ask(organisation_id=scene.people.commissioner_id, by=by)


def _seeing(scene: Scene) -> list[When]:
    def sees(job: Job) -> Callable[[Actor], str]:
        return lambda by: (
            YES if queries.visible_to(by).filter(pk=job.pk).exists() else NO
        )

    def administering(by: Actor) -> Actor:
        return replace(by, purpose=Purpose.ADMINISTRATION)

    imports, sends = _job(scene), _job(scene, kind=JobKind.SEND_INVITATION)
    return [
        When("an import that another asked for", sees(imports)),
        When(
            "an invitation's sending that another asked for, for administration",
            lambda by: sees(sends)(administering(by)),
        ),
    ]


def _asked(scene: Scene, why_not: WhyNot, *states: JobState) -> list[When]:
    def answer(job: Job) -> Callable[[Actor], str]:
        return lambda by: told(why_not(job, by))

    return [When(state.value, answer(_job(scene, state))) for state in states]


def _job(
    scene: Scene,
    state: JobState = JobState.WAITING,
    *,
    kind: JobKind = JobKind.IMPORT_DOCUMENT,
) -> Job:
    """Have a job here, asked for by somebody else than who is asked about."""
    is_over = state not in LIVE
    job = Job.objects.create(
        organisation_id=scene.people.commissioner_id,
        kind=kind.value,
        act=TENDED_BY[kind].value,
        key=str(next(_keys)),
        purpose=PURPOSE[kind].value,
        asked_at=cast.NOON,
        asked_by_id=scene.people.kwame.person_id,
        state=state.value,
        attempts=1,
        next_attempt_at=cast.NOON if state is JobState.WAITING else None,
        started_at=cast.NOON,
        finished_at=cast.NOON if is_over else None,
        failure_code=policies.WENT_WRONG.code,
        failure=policies.WENT_WRONG.message,
    )
    if kind in queries.WITH_FILE:
        WaitingFile.objects.create(
            job=job,
            organisation_id=job.organisation_id,
            act=job.act,
            content=b"The Lantern pilot.",
        )
    return job

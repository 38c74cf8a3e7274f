"""Doors of the background work, and what stands behind them."""

from safehold.apps.intake import actions as intake
from safehold.apps.jobs import actions as jobs
from safehold.engine.actors import SYSTEM
from safehold.engine.refusals import Refusal
from tests import cast
from tests.architecture.doors.door import Door, Things

# Far off, so that no worker is missed by the door that says whether all is well.
SOME_DAY = cast.NOON.replace(year=2100)
GONE_WRONG = Refusal("doors.gone_wrong", "It went wrong.", "SEC-28")

DOORS = (
    # Lists show each person their own, and who tends that work the organisation's.
    Door("GET", "jobs/", (302, 200, 200, 200, 200, 200)),
    Door("GET", "jobs/dead/", (302, 200, 200, 200, 200, 200)),
    Door("GET", "jobs/<int:job_id>/", (302, 404, 200, 404, 404, 404), "waiting_job"),
    Door(
        "GET",
        "jobs/<int:job_id>/cancel/",
        (302, 404, 200, 404, 404, 404),
        "waiting_job",
    ),
    Door(
        "POST",
        "jobs/<int:job_id>/cancel/",
        (302, 404, 302, 404, 404, 404),
        "waiting_job",
    ),
    Door(
        "GET", "jobs/<int:job_id>/cancel/", (302, 404, 409, 404, 404, 404), "failed_job"
    ),
    Door(
        "GET", "jobs/<int:job_id>/retry/", (302, 404, 200, 404, 404, 404), "failed_job"
    ),
    Door(
        "POST", "jobs/<int:job_id>/retry/", (302, 404, 422, 404, 404, 404), "failed_job"
    ),
    Door(
        "GET", "jobs/<int:job_id>/retry/", (302, 404, 409, 404, 404, 404), "waiting_job"
    ),
    Door("GET", "documents/import-several/", (302, 409, 200, 409, 409, 200)),
    Door("POST", "documents/import-several/", (302, 409, 422, 409, 409, 422)),
)


def things(people: cast.Cast) -> Things:
    """Make what the addresses are about, all of it the first commissioner's."""

    def asked(content: bytes) -> int:
        return intake.ask_import(
            content,
            name="lantern.txt",
            organisation_id=people.commissioner_id,
            by=people.amara,
            at=SOME_DAY,
        )

    waiting, failed = asked(b"One that waits."), asked(b"One that failed.")
    attempt = jobs.start(failed, by=SYSTEM, at=SOME_DAY)
    assert attempt is not None
    jobs.refuse(failed, attempt, GONE_WRONG, by=SYSTEM, at=SOME_DAY)
    return {"waiting_job": waiting, "failed_job": failed}

"""How is a document imported in the background?"""

import datetime

from safehold.apps.intake import actions
from safehold.apps.jobs import queries as jobs
from safehold.apps.jobs.jobs import Progress, does
from safehold.apps.jobs.states import JobKind
from safehold.engine.actors import Actor
from safehold.engine.refusals import Refusal, Refused
from safehold.gateways.files.port import Unreadable


@does(JobKind.IMPORT_DOCUMENT)
def import_document(
    job: jobs.Job, *, by: Actor, at: datetime.datetime, progress: Progress
) -> str:
    """Import the file that waits with the job."""
    try:
        document_id = actions.import_file(
            jobs.file_of(job),
            name=job.name,
            organisation_id=job.organisation_id,
            told=progress,
            by=by,
            at=at,
        )
    except Unreadable as unreadable:
        # The file stays as unreadable as it is.
        code = f"documents.{unreadable.reason}"
        raise Refused(Refusal(code, unreadable.sentence, "REF-01")) from unreadable
    return f"document:{document_id}"

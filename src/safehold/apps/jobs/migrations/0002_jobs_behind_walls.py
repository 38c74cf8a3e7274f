from django.db import migrations

# No key leads through the wall: what belongs to a job is its organisation's.
KEYS = """
ALTER TABLE jobs_job ADD CONSTRAINT job_id_with_organisation UNIQUE (id, organisation_id);
ALTER TABLE jobs_jobprogress ADD CONSTRAINT jobprogress_job_id_behind_one_wall
    FOREIGN KEY (job_id, organisation_id) REFERENCES jobs_job (id, organisation_id);
ALTER TABLE jobs_waitingfile ADD CONSTRAINT waitingfile_job_id_behind_one_wall
    FOREIGN KEY (job_id, organisation_id) REFERENCES jobs_job (id, organisation_id);
"""

NO_KEYS = """
ALTER TABLE jobs_waitingfile DROP CONSTRAINT waitingfile_job_id_behind_one_wall;
ALTER TABLE jobs_jobprogress DROP CONSTRAINT jobprogress_job_id_behind_one_wall;
ALTER TABLE jobs_job DROP CONSTRAINT job_id_with_organisation;
"""

# Who tends the work of an organisation, and whoever asked while they have a role there.
WALLS = """
SELECT safehold_wall('jobs_job', 'documents.review', 'documents.review',
    $$asked_by_id = (SELECT safehold_person()) AND organisation_id
        = ANY (ARRAY(SELECT organisation_id FROM safehold_roles()))$$,
    $$asked_by_id = (SELECT safehold_person()) AND organisation_id
        = ANY (ARRAY(SELECT organisation_id FROM safehold_roles()))$$);
SELECT safehold_wall('jobs_jobprogress', 'documents.review', 'documents.review',
    $$job_id = ANY (ARRAY(SELECT id FROM jobs_job
        WHERE asked_by_id = (SELECT safehold_person())))$$,
    $$job_id = ANY (ARRAY(SELECT id FROM jobs_job
        WHERE asked_by_id = (SELECT safehold_person())))$$);
SELECT safehold_wall('jobs_waitingfile', 'documents.review', 'documents.review',
    $$job_id = ANY (ARRAY(SELECT id FROM jobs_job
        WHERE asked_by_id = (SELECT safehold_person())))$$,
    $$job_id = ANY (ARRAY(SELECT id FROM jobs_job
        WHERE asked_by_id = (SELECT safehold_person())))$$);
"""

NO_WALLS = """
SELECT safehold_unwall('jobs_waitingfile');
SELECT safehold_unwall('jobs_jobprogress');
SELECT safehold_unwall('jobs_job');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_jobs_and_their_progress"),
        ("people", "0005_walls_between_organisations"),
    ]

    operations = [
        migrations.RunSQL(KEYS, NO_KEYS),
        migrations.RunSQL(WALLS, NO_WALLS),
    ]

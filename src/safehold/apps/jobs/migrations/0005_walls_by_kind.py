from django.db import migrations

# What belongs to a job is its organisation's, and tended by the same act.
KEYS = """
ALTER TABLE jobs_job
    ADD CONSTRAINT job_id_with_act UNIQUE (id, organisation_id, act);
ALTER TABLE jobs_jobprogress
    DROP CONSTRAINT jobprogress_job_id_behind_one_wall,
    ADD CONSTRAINT jobprogress_job_id_behind_one_wall
        FOREIGN KEY (job_id, organisation_id, act)
        REFERENCES jobs_job (id, organisation_id, act);
ALTER TABLE jobs_waitingfile
    DROP CONSTRAINT waitingfile_job_id_behind_one_wall,
    ADD CONSTRAINT waitingfile_job_id_behind_one_wall
        FOREIGN KEY (job_id, organisation_id, act)
        REFERENCES jobs_job (id, organisation_id, act);
"""

FORMER_KEYS = """
ALTER TABLE jobs_waitingfile
    DROP CONSTRAINT waitingfile_job_id_behind_one_wall,
    ADD CONSTRAINT waitingfile_job_id_behind_one_wall
        FOREIGN KEY (job_id, organisation_id)
        REFERENCES jobs_job (id, organisation_id);
ALTER TABLE jobs_jobprogress
    DROP CONSTRAINT jobprogress_job_id_behind_one_wall,
    ADD CONSTRAINT jobprogress_job_id_behind_one_wall
        FOREIGN KEY (job_id, organisation_id)
        REFERENCES jobs_job (id, organisation_id);
ALTER TABLE jobs_job DROP CONSTRAINT job_id_with_act;
"""

NO_WALLS = """
SELECT safehold_unwall('jobs_waitingfile');
SELECT safehold_unwall('jobs_jobprogress');
SELECT safehold_unwall('jobs_job');
"""

# No act of the table's own: each row says by which it is tended. Beside, whoever asked
# while they have a role there.
WALLS = """
SELECT safehold_wall('jobs_job', '', '', rule, rule) FROM (SELECT
    $$act || ':' || organisation_id = ANY (ARRAY(SELECT safehold_walls()))
    OR asked_by_id = (SELECT safehold_person()) AND organisation_id
        = ANY (ARRAY(SELECT safehold_at_home()))$$ AS rule) AS rules;

SELECT safehold_wall(walled, '', '', rule, rule) FROM (SELECT
    $$act || ':' || organisation_id = ANY (ARRAY(SELECT safehold_walls()))
    OR job_id = ANY (ARRAY(SELECT id FROM jobs_job
        WHERE asked_by_id = (SELECT safehold_person())))$$ AS rule) AS rules,
    (VALUES ('jobs_jobprogress'::regclass), ('jobs_waitingfile')) AS tables (walled);
"""

FORMER_WALLS = """
SELECT safehold_wall('jobs_job', 'documents.review', 'documents.review', rule, rule)
FROM (SELECT $$asked_by_id = (SELECT safehold_person()) AND organisation_id
    = ANY (ARRAY(SELECT organisation_id FROM safehold_roles()))$$ AS rule) AS rules;

SELECT safehold_wall(walled, 'documents.review', 'documents.review', rule, rule)
FROM (SELECT $$job_id = ANY (ARRAY(SELECT id FROM jobs_job
    WHERE asked_by_id = (SELECT safehold_person())))$$ AS rule) AS rules,
    (VALUES ('jobs_jobprogress'::regclass), ('jobs_waitingfile')) AS tables (walled);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0004_each_kind_is_tended_by_an_act"),
        ("people", "0007_rows_never_change_hands"),
    ]

    operations = [
        migrations.RunSQL(KEYS, FORMER_KEYS),
        migrations.RunSQL(NO_WALLS, FORMER_WALLS),
        migrations.RunSQL(WALLS, NO_WALLS),
    ]

from django.db import migrations

HOLD = """
SELECT safehold_hold('jobs_job');
SELECT safehold_hold('jobs_jobprogress');
SELECT safehold_hold('jobs_waitingfile');
"""

LET_GO = """
DROP TRIGGER jobs_job_never_changes_hands ON jobs_job;
DROP TRIGGER jobs_jobprogress_never_changes_hands ON jobs_jobprogress;
DROP TRIGGER jobs_waitingfile_never_changes_hands ON jobs_waitingfile;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0002_jobs_behind_walls"),
        ("people", "0007_rows_never_change_hands"),
    ]

    operations = [migrations.RunSQL(HOLD, LET_GO)]

from django.db import migrations

HOLD = """
SELECT safehold_hold('programmes_programme');
SELECT safehold_hold('programmes_programmearea');
SELECT safehold_hold('programmes_award');
SELECT safehold_hold('programmes_observation');
"""

LET_GO = """
DROP TRIGGER programmes_programme_never_changes_hands ON programmes_programme;
DROP TRIGGER programmes_programmearea_never_changes_hands ON programmes_programmearea;
DROP TRIGGER programmes_award_never_changes_hands ON programmes_award;
DROP TRIGGER programmes_observation_never_changes_hands ON programmes_observation;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0002_organisation_on_every_row"),
        ("people", "0007_rows_never_change_hands"),
    ]

    operations = [migrations.RunSQL(HOLD, LET_GO)]

from django.db import migrations

HOLD = """
SELECT safehold_hold('decisions_decision');
SELECT safehold_hold('decisions_recommendation');
SELECT safehold_hold('decisions_citation');
"""

LET_GO = """
DROP TRIGGER decisions_decision_never_changes_hands ON decisions_decision;
DROP TRIGGER decisions_recommendation_never_changes_hands ON decisions_recommendation;
DROP TRIGGER decisions_citation_never_changes_hands ON decisions_citation;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0002_organisation_on_every_row"),
        ("people", "0007_rows_never_change_hands"),
    ]

    operations = [migrations.RunSQL(HOLD, LET_GO)]

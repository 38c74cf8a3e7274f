from django.db import migrations

HOLD = """
SELECT safehold_hold('invitations_invitation');
"""

LET_GO = """
DROP TRIGGER invitations_invitation_never_changes_hands ON invitations_invitation;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("invitations", "0002_invitations_behind_walls"),
        ("people", "0007_rows_never_change_hands"),
    ]

    operations = [migrations.RunSQL(HOLD, LET_GO)]

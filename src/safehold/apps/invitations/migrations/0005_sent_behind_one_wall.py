from django.db import migrations

# No key leads through the wall: an invitation is sent by its own organisation's job.
KEY = """
ALTER TABLE invitations_invitation ADD CONSTRAINT invitation_sending_id_behind_one_wall
    FOREIGN KEY (sending_id, organisation_id) REFERENCES jobs_job (id, organisation_id);
"""

NO_KEY = """
ALTER TABLE invitations_invitation DROP CONSTRAINT invitation_sending_id_behind_one_wall;
"""


class Migration(migrations.Migration):
    dependencies = [("invitations", "0004_how_it_is_sent")]

    operations = [migrations.RunSQL(KEY, NO_KEY)]

from django.db import migrations

# Whoever holds a link sees its one invitation as the service does, not by a policy.
WALL = "SELECT safehold_wall('invitations_invitation', 'people.read', 'people.manage');"
NO_WALL = "SELECT safehold_unwall('invitations_invitation');"


class Migration(migrations.Migration):
    dependencies = [
        ("invitations", "0001_invitations"),
        ("people", "0005_walls_between_organisations"),
    ]

    operations = [migrations.RunSQL(WALL, NO_WALL)]

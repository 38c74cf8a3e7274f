import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("invitations", "0003_rows_never_change_hands"),
        ("jobs", "0006_what_changed_is_read_by_kind"),
    ]

    operations = [
        migrations.AddField(
            "invitation",
            "sending",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="jobs.job",
            ),
        ),
    ]

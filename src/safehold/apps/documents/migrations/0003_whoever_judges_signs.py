from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_what_came_in_never_changes")]

    operations = [
        migrations.AddConstraint(
            model_name="fact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewed_at__isnull", True), ("reviewed_by__isnull", True)
                )
                | models.Q(
                    ("reviewed_at__isnull", False), ("reviewed_by__isnull", False)
                ),
                name="fact_reviewed_at_and_by_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("worked_at__isnull", True), ("worked_by__isnull", True)
                )
                | models.Q(("worked_at__isnull", False), ("worked_by__isnull", False)),
                name="finding_worked_at_and_by_together",
            ),
        ),
    ]

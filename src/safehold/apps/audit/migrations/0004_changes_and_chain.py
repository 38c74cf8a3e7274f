from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_events_are_never_emptied")]

    operations = [
        migrations.CreateModel(
            name="AuditChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("table_name", models.CharField(max_length=63)),
                ("row_id", models.CharField(max_length=64)),
                ("operation", models.CharField(max_length=6)),
                ("was", models.JSONField(null=True)),
                ("becomes", models.JSONField(null=True)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("act", models.CharField(blank=True, max_length=40)),
                ("person_id", models.BigIntegerField(null=True)),
                ("purpose", models.CharField(blank=True, max_length=40)),
                ("verb", models.CharField(blank=True, max_length=100)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("transaction_key", models.UUIDField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["table_name", "row_id", "id"],
                        name="audit_change_by_row",
                    ),
                    models.Index(
                        fields=["transaction_key"],
                        name="audit_change_by_transaction",
                    ),
                    models.Index(
                        fields=["organisation_id", "-id"],
                        name="audit_change_by_organisation",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("transaction_key", models.UUIDField(unique=True)),
                ("entries", models.IntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.AddField(
            model_name="auditevent",
            name="organisation_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="act",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="auditevent",
            name="purpose",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="auditevent",
            name="request_id",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="auditevent",
            name="transaction_key",
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                fields=["transaction_key"], name="audit_event_by_transaction"
            ),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                fields=["organisation_id", "-id"],
                name="audit_event_by_organisation",
            ),
        ),
    ]

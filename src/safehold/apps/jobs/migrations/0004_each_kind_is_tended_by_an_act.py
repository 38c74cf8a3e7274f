from django.db import migrations, models

# Whatever there is by now is an import, which is tended by reviewing documents.
ACT = models.CharField(default="documents.review", max_length=40)


def _with_act(model: str) -> migrations.AddField:
    return migrations.AddField(model, "act", ACT.clone(), preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0003_rows_never_change_hands")]

    operations = [
        _with_act("job"),
        _with_act("jobprogress"),
        _with_act("waitingfile"),
        migrations.RemoveConstraint("job", "job_kind_is_known"),
        migrations.AddConstraint(
            "job",
            models.CheckConstraint(
                condition=models.Q(kind="import_document", act="documents.review")
                | models.Q(kind="send_invitation", act="people.manage"),
                name="job_act_goes_with_kind",
            ),
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models

# The wall stands in every row, and no key leads through it: a composite key holds a
# row to its parent's organisation.
COLUMNS = """
ALTER TABLE programmes_programmearea ADD COLUMN organisation_id bigint;
UPDATE programmes_programmearea AS row SET organisation_id = parent.organisation_id
    FROM programmes_programme AS parent WHERE parent.id = row.programme_id;
ALTER TABLE programmes_programmearea ALTER COLUMN organisation_id SET NOT NULL;
CREATE INDEX programmes_programmearea_by_organisation ON programmes_programmearea (organisation_id);
ALTER TABLE programmes_award ADD COLUMN organisation_id bigint;
UPDATE programmes_award AS row SET organisation_id = parent.organisation_id
    FROM programmes_programme AS parent WHERE parent.id = row.programme_id;
ALTER TABLE programmes_award ALTER COLUMN organisation_id SET NOT NULL;
CREATE INDEX programmes_award_by_organisation ON programmes_award (organisation_id);
ALTER TABLE programmes_observation ADD COLUMN organisation_id bigint;
UPDATE programmes_observation AS row SET organisation_id = parent.organisation_id
    FROM programmes_programme AS parent WHERE parent.id = row.programme_id;
ALTER TABLE programmes_observation ALTER COLUMN organisation_id SET NOT NULL;
CREATE INDEX programmes_observation_by_organisation ON programmes_observation (organisation_id);
"""

NO_COLUMNS = """
ALTER TABLE programmes_programmearea DROP COLUMN organisation_id;
ALTER TABLE programmes_award DROP COLUMN organisation_id;
ALTER TABLE programmes_observation DROP COLUMN organisation_id;
"""

KEYS = """
ALTER TABLE programmes_programme
    ADD CONSTRAINT programme_id_with_organisation UNIQUE (id, organisation_id);
ALTER TABLE programmes_programmearea ADD CONSTRAINT programmearea_programme_id_behind_one_wall
    FOREIGN KEY (programme_id, organisation_id) REFERENCES programmes_programme (id, organisation_id);
ALTER TABLE programmes_award ADD CONSTRAINT award_programme_id_behind_one_wall
    FOREIGN KEY (programme_id, organisation_id) REFERENCES programmes_programme (id, organisation_id);
ALTER TABLE programmes_observation ADD CONSTRAINT observation_programme_id_behind_one_wall
    FOREIGN KEY (programme_id, organisation_id) REFERENCES programmes_programme (id, organisation_id);
ALTER TABLE programmes_programmearea ADD CONSTRAINT programmearea_fact_id_behind_one_wall
    FOREIGN KEY (fact_id, organisation_id) REFERENCES documents_fact (id, organisation_id);
ALTER TABLE programmes_award ADD CONSTRAINT award_fact_id_behind_one_wall
    FOREIGN KEY (fact_id, organisation_id) REFERENCES documents_fact (id, organisation_id);
ALTER TABLE programmes_observation ADD CONSTRAINT observation_fact_id_behind_one_wall
    FOREIGN KEY (fact_id, organisation_id) REFERENCES documents_fact (id, organisation_id);
"""

NO_KEYS = """
ALTER TABLE programmes_observation DROP CONSTRAINT observation_fact_id_behind_one_wall;
ALTER TABLE programmes_award DROP CONSTRAINT award_fact_id_behind_one_wall;
ALTER TABLE programmes_programmearea DROP CONSTRAINT programmearea_fact_id_behind_one_wall;
ALTER TABLE programmes_observation DROP CONSTRAINT observation_programme_id_behind_one_wall;
ALTER TABLE programmes_award DROP CONSTRAINT award_programme_id_behind_one_wall;
ALTER TABLE programmes_programmearea DROP CONSTRAINT programmearea_programme_id_behind_one_wall;
ALTER TABLE programmes_programme DROP CONSTRAINT programme_id_with_organisation;
"""

WALLS = """
SELECT safehold_wall('programmes_programme', 'portfolio.read', 'documents.review');
SELECT safehold_wall('programmes_programmearea', 'portfolio.read', 'documents.review');
SELECT safehold_wall('programmes_award', 'portfolio.read', 'documents.review');
SELECT safehold_wall('programmes_observation', 'portfolio.read', 'documents.review');
"""

NO_WALLS = """
SELECT safehold_unwall('programmes_programme');
SELECT safehold_unwall('programmes_programmearea');
SELECT safehold_unwall('programmes_award');
SELECT safehold_unwall('programmes_observation');
"""

CHANGES = """
SELECT safehold_audit('programmes_programme', 'portfolio.read');
SELECT safehold_audit('programmes_programmearea', 'portfolio.read');
SELECT safehold_audit('programmes_award', 'portfolio.read');
SELECT safehold_audit('programmes_observation', 'portfolio.read');
"""

NO_CHANGES = """
DROP TRIGGER audit_of_programmes_programme ON programmes_programme;
DROP TRIGGER audit_of_programmes_programmearea ON programmes_programmearea;
DROP TRIGGER audit_of_programmes_award ON programmes_award;
DROP TRIGGER audit_of_programmes_observation ON programmes_observation;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_programmes_awards_and_figures"),
        ("documents", "0005_organisation_on_every_row"),
    ]

    operations = [
        migrations.RunSQL(
            COLUMNS,
            NO_COLUMNS,
            state_operations=[
                migrations.AddField(
                    model_name="programmearea",
                    name="organisation",
                    field=models.ForeignKey(
                        db_constraint=False,
                        default=0,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name="award",
                    name="organisation",
                    field=models.ForeignKey(
                        db_constraint=False,
                        default=0,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name="observation",
                    name="organisation",
                    field=models.ForeignKey(
                        db_constraint=False,
                        default=0,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                    preserve_default=False,
                ),
            ],
        ),
        migrations.AlterField(
            model_name="award",
            name="record_key",
            field=models.CharField(max_length=300),
        ),
        migrations.AlterField(
            model_name="observation",
            name="record_key",
            field=models.CharField(max_length=300),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                fields=("organisation", "record_key"), name="award_entered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.UniqueConstraint(
                fields=("organisation", "record_key"),
                name="observation_entered_once",
            ),
        ),
        migrations.RunSQL(KEYS, NO_KEYS),
        migrations.RunSQL(WALLS, NO_WALLS),
        migrations.RunSQL(CHANGES, NO_CHANGES),
    ]

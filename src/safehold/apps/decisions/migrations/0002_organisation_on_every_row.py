import django.db.models.deletion
from django.db import migrations, models

# The wall stands in every row, and no key leads through it: a composite key holds a
# row to its parent's organisation.
COLUMNS = """
ALTER TABLE decisions_recommendation ADD COLUMN organisation_id bigint;
UPDATE decisions_recommendation AS row SET organisation_id = parent.organisation_id
    FROM decisions_decision AS parent WHERE parent.id = row.decision_id;
ALTER TABLE decisions_recommendation ALTER COLUMN organisation_id SET NOT NULL;
CREATE INDEX decisions_recommendation_by_organisation ON decisions_recommendation (organisation_id);
ALTER TABLE decisions_citation ADD COLUMN organisation_id bigint;
UPDATE decisions_citation AS row SET organisation_id = parent.organisation_id
    FROM decisions_decision AS parent WHERE parent.id = row.decision_id;
ALTER TABLE decisions_citation ALTER COLUMN organisation_id SET NOT NULL;
CREATE INDEX decisions_citation_by_organisation ON decisions_citation (organisation_id);
"""

NO_COLUMNS = """
ALTER TABLE decisions_recommendation DROP COLUMN organisation_id;
ALTER TABLE decisions_citation DROP COLUMN organisation_id;
"""

KEYS = """
ALTER TABLE decisions_decision
    ADD CONSTRAINT decision_id_with_organisation UNIQUE (id, organisation_id);
ALTER TABLE decisions_recommendation ADD CONSTRAINT recommendation_decision_id_behind_one_wall
    FOREIGN KEY (decision_id, organisation_id) REFERENCES decisions_decision (id, organisation_id);
ALTER TABLE decisions_citation ADD CONSTRAINT citation_decision_id_behind_one_wall
    FOREIGN KEY (decision_id, organisation_id) REFERENCES decisions_decision (id, organisation_id);
ALTER TABLE decisions_decision ADD CONSTRAINT decision_fact_id_behind_one_wall
    FOREIGN KEY (fact_id, organisation_id) REFERENCES documents_fact (id, organisation_id);
ALTER TABLE decisions_recommendation ADD CONSTRAINT recommendation_fact_id_behind_one_wall
    FOREIGN KEY (fact_id, organisation_id) REFERENCES documents_fact (id, organisation_id);
ALTER TABLE decisions_citation ADD CONSTRAINT citation_fact_id_behind_one_wall
    FOREIGN KEY (fact_id, organisation_id) REFERENCES documents_fact (id, organisation_id);
ALTER TABLE decisions_citation ADD CONSTRAINT citation_document_id_behind_one_wall
    FOREIGN KEY (document_id, organisation_id) REFERENCES documents_document (id, organisation_id);
"""

NO_KEYS = """
ALTER TABLE decisions_citation DROP CONSTRAINT citation_document_id_behind_one_wall;
ALTER TABLE decisions_citation DROP CONSTRAINT citation_fact_id_behind_one_wall;
ALTER TABLE decisions_recommendation DROP CONSTRAINT recommendation_fact_id_behind_one_wall;
ALTER TABLE decisions_decision DROP CONSTRAINT decision_fact_id_behind_one_wall;
ALTER TABLE decisions_citation DROP CONSTRAINT citation_decision_id_behind_one_wall;
ALTER TABLE decisions_recommendation DROP CONSTRAINT recommendation_decision_id_behind_one_wall;
ALTER TABLE decisions_decision DROP CONSTRAINT decision_id_with_organisation;
"""

WALLS = """
SELECT safehold_wall('decisions_decision', 'portfolio.read', 'documents.review');
SELECT safehold_wall('decisions_recommendation', 'portfolio.read', 'documents.review');
SELECT safehold_wall('decisions_citation', 'portfolio.read', 'documents.review');
"""

NO_WALLS = """
SELECT safehold_unwall('decisions_decision');
SELECT safehold_unwall('decisions_recommendation');
SELECT safehold_unwall('decisions_citation');
"""

CHANGES = """
SELECT safehold_audit('decisions_decision', 'portfolio.read');
SELECT safehold_audit('decisions_recommendation', 'portfolio.read');
SELECT safehold_audit('decisions_citation', 'portfolio.read');
"""

NO_CHANGES = """
DROP TRIGGER audit_of_decisions_decision ON decisions_decision;
DROP TRIGGER audit_of_decisions_recommendation ON decisions_recommendation;
DROP TRIGGER audit_of_decisions_citation ON decisions_citation;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0001_decisions_on_the_register"),
        ("documents", "0005_organisation_on_every_row"),
    ]

    operations = [
        migrations.RunSQL(
            COLUMNS,
            NO_COLUMNS,
            state_operations=[
                migrations.AddField(
                    model_name="recommendation",
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
                    model_name="citation",
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
        migrations.RunSQL(KEYS, NO_KEYS),
        migrations.RunSQL(WALLS, NO_WALLS),
        migrations.RunSQL(CHANGES, NO_CHANGES),
    ]

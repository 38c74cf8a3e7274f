import django.db.models.deletion
from django.db import migrations, models

# The wall stands in every row, and no key leads through it: a composite key holds a
# row to its parent's organisation.
COLUMNS = """
ALTER TABLE documents_original DISABLE TRIGGER original_never_changes;
ALTER TABLE documents_original ADD COLUMN organisation_id bigint;
UPDATE documents_original AS row SET organisation_id = parent.organisation_id
    FROM documents_document AS parent WHERE parent.id = row.document_id;
ALTER TABLE documents_original ALTER COLUMN organisation_id SET NOT NULL;
CREATE INDEX documents_original_by_organisation ON documents_original (organisation_id);
ALTER TABLE documents_fact ADD COLUMN organisation_id bigint;
UPDATE documents_fact AS row SET organisation_id = parent.organisation_id
    FROM documents_document AS parent WHERE parent.id = row.document_id;
ALTER TABLE documents_fact ALTER COLUMN organisation_id SET NOT NULL;
CREATE INDEX documents_fact_by_organisation ON documents_fact (organisation_id);
ALTER TABLE documents_finding ADD COLUMN organisation_id bigint;
UPDATE documents_finding AS row SET organisation_id = parent.organisation_id
    FROM documents_document AS parent WHERE parent.id = row.document_id;
ALTER TABLE documents_finding ALTER COLUMN organisation_id SET NOT NULL;
CREATE INDEX documents_finding_by_organisation ON documents_finding (organisation_id);
ALTER TABLE documents_original ENABLE TRIGGER original_never_changes;
"""

NO_COLUMNS = """
ALTER TABLE documents_original DROP COLUMN organisation_id;
ALTER TABLE documents_fact DROP COLUMN organisation_id;
ALTER TABLE documents_finding DROP COLUMN organisation_id;
"""

KEYS = """
ALTER TABLE documents_document
    ADD CONSTRAINT document_id_with_organisation UNIQUE (id, organisation_id);
ALTER TABLE documents_fact
    ADD CONSTRAINT fact_id_with_organisation UNIQUE (id, organisation_id);
ALTER TABLE documents_original ADD CONSTRAINT original_document_id_behind_one_wall
    FOREIGN KEY (document_id, organisation_id) REFERENCES documents_document (id, organisation_id);
ALTER TABLE documents_fact ADD CONSTRAINT fact_document_id_behind_one_wall
    FOREIGN KEY (document_id, organisation_id) REFERENCES documents_document (id, organisation_id);
ALTER TABLE documents_finding ADD CONSTRAINT finding_document_id_behind_one_wall
    FOREIGN KEY (document_id, organisation_id) REFERENCES documents_document (id, organisation_id);
ALTER TABLE documents_finding ADD CONSTRAINT finding_other_document_id_behind_one_wall
    FOREIGN KEY (other_document_id, organisation_id) REFERENCES documents_document (id, organisation_id);
"""

# As it was read, of the organisation that it was read for.
KEPT = """
CREATE TRIGGER fact_never_changes_hands BEFORE UPDATE OF organisation_id
    ON documents_fact FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change();
CREATE TRIGGER finding_never_changes_hands BEFORE UPDATE OF organisation_id
    ON documents_finding FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change();
"""

NOT_KEPT = """
DROP TRIGGER fact_never_changes_hands ON documents_fact;
DROP TRIGGER finding_never_changes_hands ON documents_finding;
"""

NO_KEYS = """
ALTER TABLE documents_finding DROP CONSTRAINT finding_other_document_id_behind_one_wall;
ALTER TABLE documents_finding DROP CONSTRAINT finding_document_id_behind_one_wall;
ALTER TABLE documents_fact DROP CONSTRAINT fact_document_id_behind_one_wall;
ALTER TABLE documents_original DROP CONSTRAINT original_document_id_behind_one_wall;
ALTER TABLE documents_fact DROP CONSTRAINT fact_id_with_organisation;
ALTER TABLE documents_document DROP CONSTRAINT document_id_with_organisation;
"""

WALLS = """
SELECT safehold_wall('documents_document', 'documents.read', 'documents.review',
    'organisation_id = ANY (ARRAY(SELECT safehold_scope(''portfolio.read''))) AND EXISTS (
        SELECT FROM documents_fact AS fact WHERE fact.document_id = documents_document.id
        AND fact.verdict IN (''confirmed'', ''corrected''))');
SELECT safehold_wall('documents_original', 'documents.read', 'documents.review');
SELECT safehold_wall('documents_fact', 'documents.read', 'documents.review',
    'verdict IN (''confirmed'', ''corrected'') AND organisation_id
        = ANY (ARRAY(SELECT safehold_scope(''portfolio.read'')))');
SELECT safehold_wall('documents_finding', 'documents.read', 'documents.review');
"""

NO_WALLS = """
SELECT safehold_unwall('documents_document');
SELECT safehold_unwall('documents_original');
SELECT safehold_unwall('documents_fact');
SELECT safehold_unwall('documents_finding');
"""

CHANGES = """
SELECT safehold_audit('documents_document', 'documents.read', ARRAY['text']);
SELECT safehold_audit('documents_original', 'documents.read', ARRAY['content']);
SELECT safehold_audit('documents_fact', 'documents.read');
SELECT safehold_audit('documents_finding', 'documents.read');
"""

NO_CHANGES = """
DROP TRIGGER audit_of_documents_document ON documents_document;
DROP TRIGGER audit_of_documents_original ON documents_original;
DROP TRIGGER audit_of_documents_fact ON documents_fact;
DROP TRIGGER audit_of_documents_finding ON documents_finding;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_what_came_in_is_never_emptied"),
        ("people", "0005_walls_between_organisations"),
    ]

    operations = [
        migrations.RunSQL(
            COLUMNS,
            NO_COLUMNS,
            state_operations=[
                migrations.AddField(
                    model_name="original",
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
                    model_name="fact",
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
                    model_name="finding",
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
        migrations.RunSQL(KEPT, NOT_KEPT),
        migrations.RunSQL(WALLS, NO_WALLS),
        migrations.RunSQL(CHANGES, NO_CHANGES),
    ]

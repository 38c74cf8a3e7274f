from django.db import migrations

# The database refuses to change what came in and what was read from it, whichever
# client asks. Verdicts on facts and the work on findings may change.
KEEP = """
CREATE TRIGGER original_never_changes
    BEFORE UPDATE OR DELETE ON documents_original
    FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change();

CREATE TRIGGER document_never_changes
    BEFORE UPDATE OR DELETE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change();

CREATE TRIGGER fact_as_read_never_changes
    BEFORE UPDATE OF document_id, position, kind, value, printed, start, "end"
    ON documents_fact
    FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change();

CREATE TRIGGER fact_is_never_deleted
    BEFORE DELETE ON documents_fact
    FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change();

CREATE TRIGGER finding_as_found_never_changes
    BEFORE UPDATE OF document_id, other_document_id, code, message, source,
        printed_pence, computed_pence, start, "end"
    ON documents_finding
    FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change();

CREATE TRIGGER finding_is_never_deleted
    BEFORE DELETE ON documents_finding
    FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change();
"""

LOOSEN = """
DROP TRIGGER original_never_changes ON documents_original;
DROP TRIGGER document_never_changes ON documents_document;
DROP TRIGGER fact_as_read_never_changes ON documents_fact;
DROP TRIGGER fact_is_never_deleted ON documents_fact;
DROP TRIGGER finding_as_found_never_changes ON documents_finding;
DROP TRIGGER finding_is_never_deleted ON documents_finding;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_documents_facts_and_findings"),
        ("audit", "0002_events_never_change"),
    ]

    operations = [migrations.RunSQL(KEEP, LOOSEN)]

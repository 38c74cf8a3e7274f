from django.db import migrations

TABLES = ("document", "original", "fact", "finding")

# The audit record names facts and findings by their id.
KEEP_IDS = """
CREATE TRIGGER fact_id_never_changes
    BEFORE UPDATE OF id ON documents_fact
    FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change();

CREATE TRIGGER finding_id_never_changes
    BEFORE UPDATE OF id ON documents_finding
    FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change();
"""

LOOSEN_IDS = """
DROP TRIGGER fact_id_never_changes ON documents_fact;
DROP TRIGGER finding_id_never_changes ON documents_finding;
"""

# TRUNCATE passes by the triggers on rows.
KEEP = "".join(
    f"CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON documents_{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION safehold_refuse_change();"
    for table in TABLES
)

LOOSEN = "".join(
    f"DROP TRIGGER {table}_is_never_emptied ON documents_{table};" for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_whoever_judges_signs"),
        ("audit", "0003_events_are_never_emptied"),
    ]

    operations = [
        migrations.RunSQL(KEEP_IDS, LOOSEN_IDS),
        migrations.RunSQL(KEEP, LOOSEN),
    ]

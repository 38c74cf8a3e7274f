from django.db import migrations

# TRUNCATE passes by the triggers on rows.
KEEP = """
CREATE TRIGGER audit_event_is_never_emptied
    BEFORE TRUNCATE ON audit_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION safehold_refuse_change();
"""

LOOSEN = "DROP TRIGGER audit_event_is_never_emptied ON audit_auditevent;"


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_events_never_change")]

    operations = [migrations.RunSQL(KEEP, LOOSEN)]

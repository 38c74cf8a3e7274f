from django.db import migrations

# A later app's migrations use the same function for what they keep for ever.
REFUSE = """
CREATE FUNCTION safehold_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is kept as it was: no row of it is ever changed or deleted',
        TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER audit_event_never_changes
    BEFORE UPDATE OR DELETE ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change();
"""

ALLOW = """
DROP TRIGGER audit_event_never_changes ON audit_auditevent;
DROP FUNCTION safehold_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_audit_events")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]

from django.db import migrations

# The order of the record is that of its numbers: whoever writes an event does not
# choose where it stands, nor take a number that another's would be given.
NUMBERED = """
CREATE OR REPLACE FUNCTION safehold_stamp_event() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id IS DISTINCT FROM currval('audit_auditevent_id_seq') THEN
        RAISE EXCEPTION 'events are numbered by the database'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    NEW.purpose := COALESCE(safehold_context() ->> 'purpose', '');
    NEW.request_id := COALESCE(safehold_context() ->> 'request', '');
    NEW.transaction_key := safehold_transaction();
    RETURN NEW;
END $$;
"""

NUMBERED_BY_ANYBODY = """
CREATE OR REPLACE FUNCTION safehold_stamp_event() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.purpose := COALESCE(safehold_context() ->> 'purpose', '');
    NEW.request_id := COALESCE(safehold_context() ->> 'request', '');
    NEW.transaction_key := safehold_transaction();
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0012_of_those_who_left_until_they_left")]

    operations = [migrations.RunSQL(NUMBERED, NUMBERED_BY_ANYBODY)]

from django.db import migrations

# What a client says of itself is not believed: the database fills in what it knows.
STAMP = """
CREATE FUNCTION safehold_stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.purpose := COALESCE(safehold_context() ->> 'purpose', '');
    NEW.request_id := COALESCE(safehold_context() ->> 'request', '');
    NEW.transaction_key := safehold_transaction();
    RETURN NEW;
END $$;

CREATE TRIGGER audit_event_is_stamped BEFORE INSERT ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION safehold_stamp_event();
"""

UNSTAMP = """
DROP TRIGGER audit_event_is_stamped ON audit_auditevent;
DROP FUNCTION safehold_stamp_event();
"""

# Arguments: the act that lets a person read the row; the columns whose values are
# not kept, only that they changed; the columns that come and go without a trace.
CAPTURE = """
CREATE FUNCTION safehold_capture_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    act text := TG_ARGV[0];
    hidden text[] := TG_ARGV[1]::text[];
    ignored text[] := TG_ARGV[2]::text[];
    was jsonb; becomes jsonb; whole jsonb; context jsonb := safehold_context();
    old_hidden jsonb; new_hidden jsonb;
BEGIN
    IF TG_OP <> 'INSERT' THEN was := to_jsonb(OLD) - ignored; END IF;
    IF TG_OP <> 'DELETE' THEN becomes := to_jsonb(NEW) - ignored; END IF;
    whole := COALESCE(becomes, was);
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(key, was -> key), jsonb_object_agg(key, value)
        INTO was, becomes
        FROM jsonb_each(becomes) WHERE value IS DISTINCT FROM was -> key;
        IF becomes IS NULL THEN RETURN NULL; END IF;
    END IF;
    SELECT jsonb_object_agg(key, '[not kept]'::text) INTO old_hidden
        FROM jsonb_each(was) WHERE key = ANY (hidden);
    SELECT jsonb_object_agg(key, '[not kept]'::text) INTO new_hidden
        FROM jsonb_each(becomes) WHERE key = ANY (hidden);
    INSERT INTO audit_auditchange (happened_at, table_name, row_id, operation, was,
        becomes, organisation_id, act, person_id, purpose, verb, request_id,
        transaction_key)
    VALUES (clock_timestamp(), TG_TABLE_NAME,
        COALESCE(whole ->> 'id', whole ->> TG_ARGV[3]), lower(TG_OP),
        was || COALESCE(old_hidden, '{}'), becomes || COALESCE(new_hidden, '{}'),
        (whole ->> 'organisation_id')::bigint, act, (context ->> 'person')::bigint,
        COALESCE(context ->> 'purpose', ''), COALESCE(context ->> 'verb', ''),
        COALESCE(context ->> 'request', ''), safehold_transaction());
    RETURN NULL;
END $$;

CREATE FUNCTION safehold_audit(audited regclass, act text, hidden text[] DEFAULT '{}',
    ignored text[] DEFAULT '{}', key text DEFAULT 'id')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %s '
        'FOR EACH ROW EXECUTE FUNCTION safehold_capture_change(%L, %L, %L, %L)',
        'audit_of_' || audited::text, audited, act, hidden, ignored, key);
END $$;
"""

LET_GO = """
DROP FUNCTION safehold_audit(regclass, text, text[], text[], text);
DROP FUNCTION safehold_capture_change();
"""

# Written by the capture alone: the application reads it, by row security.
KEEP = """
SELECT safehold_keep('audit_auditchange');
SELECT safehold_revoke('audit_auditchange', 'INSERT');
SELECT safehold_revoke('audit_auditevent', 'UPDATE', 'DELETE', 'TRUNCATE');
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_the_database_knows_who_acts")]

    operations = [
        migrations.RunSQL(STAMP, UNSTAMP),
        migrations.RunSQL(CAPTURE, LET_GO),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
    ]

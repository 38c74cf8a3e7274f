from django.db import migrations

# The text of an entry names each column, so that a column that is added later does not
# change what was hashed. `verify_audit` reads the same text and hashes it by itself.
TEXT = """
CREATE FUNCTION safehold_event_text(e audit_auditevent) RETURNS text
LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    SELECT jsonb_build_array('event', e.id, e.verb, e.subject, e.actor_id,
        e.actor_name, e.happened_at, e.details, e.organisation_id, e.act, e.purpose,
        e.request_id)::text
$$;

CREATE FUNCTION safehold_change_text(c audit_auditchange) RETURNS text
LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    SELECT jsonb_build_array('change', c.id, c.happened_at, c.table_name, c.row_id,
        c.operation, c.was, c.becomes, c.organisation_id, c.act, c.person_id,
        c.purpose, c.verb, c.request_id)::text
$$;

CREATE FUNCTION safehold_entries(wanted uuid) RETURNS TABLE (entry text)
LANGUAGE sql STABLE AS $$
    SELECT entry FROM (
        SELECT 0 AS kind, e.id, safehold_event_text(e) AS entry
        FROM audit_auditevent e WHERE e.transaction_key = wanted
        UNION ALL
        SELECT 1, c.id, safehold_change_text(c)
        FROM audit_auditchange c WHERE c.transaction_key = wanted
    ) AS entries ORDER BY kind, id
$$;
"""

FORGET = """
DROP FUNCTION safehold_entries(uuid);
DROP FUNCTION safehold_change_text(audit_auditchange);
DROP FUNCTION safehold_event_text(audit_auditevent);
"""

# At commit, when nothing more comes: one link for the whole transaction. The lock is
# held only from here to the end of the commit, so that links follow one another.
LINK = """
CREATE FUNCTION safehold_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    last audit_auditlink;
    written text;
    number integer;
BEGIN
    IF EXISTS (SELECT FROM audit_auditlink
               WHERE transaction_key = NEW.transaction_key) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('safehold.audit.chain', 0));
    SELECT * INTO last FROM audit_auditlink ORDER BY position DESC LIMIT 1;
    SELECT string_agg(entry, E'\\n' ORDER BY ordinality), count(*)
        INTO written, number
        FROM safehold_entries(NEW.transaction_key) WITH ORDINALITY;
    INSERT INTO audit_auditlink (position, transaction_key, entries, hash) VALUES (
        COALESCE(last.position, 0) + 1, NEW.transaction_key, number,
        encode(sha256(convert_to(
            COALESCE(last.hash, '') || E'\\n' || written, 'UTF8')), 'hex'));
    -- What another deferred trigger still does is a link of its own.
    PERFORM set_config('safehold.transaction', '', true);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_event_is_linked AFTER INSERT ON audit_auditevent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION safehold_link();
CREATE CONSTRAINT TRIGGER audit_change_is_linked AFTER INSERT ON audit_auditchange
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION safehold_link();
SELECT safehold_keep('audit_auditlink');
SELECT safehold_revoke('audit_auditlink', 'INSERT');
"""

UNLINK = """
DROP TRIGGER audit_event_is_linked ON audit_auditevent;
DROP TRIGGER audit_change_is_linked ON audit_auditchange;
DROP FUNCTION safehold_link();
"""

# What stood before there was a chain becomes its first link.
FIRST = """
DO $$
DECLARE
    key uuid := gen_random_uuid();
BEGIN
    IF EXISTS (SELECT FROM audit_auditevent) THEN
        ALTER TABLE audit_auditevent DISABLE TRIGGER audit_event_never_changes;
        UPDATE audit_auditevent SET transaction_key = key;
        ALTER TABLE audit_auditevent ENABLE TRIGGER audit_event_never_changes;
        INSERT INTO audit_auditlink (position, transaction_key, entries, hash)
        SELECT 1, key, count(*), encode(sha256(convert_to(
            E'\\n' || string_agg(entry, E'\\n' ORDER BY ordinality), 'UTF8')), 'hex')
        FROM safehold_entries(key) WITH ORDINALITY;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0006_every_change_is_captured")]

    operations = [
        migrations.RunSQL(TEXT, FORGET),
        migrations.RunSQL(LINK, UNLINK),
        migrations.RunSQL(FIRST, migrations.RunSQL.noop),
    ]

from django.db import migrations

# One setting, for one transaction (apps/audit/context.py). What cannot be read from it
# is null, and null opens nothing.
CONTEXT = """
CREATE FUNCTION safehold_context() RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT NULLIF(current_setting('safehold.context', true), '')::jsonb
$$;

CREATE FUNCTION safehold_person() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (safehold_context() ->> 'person')::bigint
$$;

CREATE FUNCTION safehold_is_system() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT COALESCE((safehold_context() ->> 'system')::boolean, false)
$$;

-- One key for all that one transaction does: the chain is made of transactions.
CREATE FUNCTION safehold_transaction() RETURNS uuid LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    given text := current_setting('safehold.transaction', true);
BEGIN
    IF given IS NULL OR given = '' THEN
        given := set_config('safehold.transaction', gen_random_uuid()::text, true);
    END IF;
    RETURN given::uuid;
END $$;
"""

FORGET = """
DROP FUNCTION safehold_transaction();
DROP FUNCTION safehold_is_system();
DROP FUNCTION safehold_person();
DROP FUNCTION safehold_context();
"""

# Everybody but the owner loses the right: what the application may do to a table is
# granted when the table is made, and the name of its role is each place's own.
KEEP = """
CREATE FUNCTION safehold_revoke(kept regclass, VARIADIC rights text[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    holder regrole;
BEGIN
    FOR holder IN
        SELECT DISTINCT acl.holder::regrole FROM pg_class
        CROSS JOIN LATERAL aclexplode(relacl) AS acl (giver, holder, privilege, may_pass_on)
        WHERE pg_class.oid = kept AND acl.holder NOT IN (0, relowner)
    LOOP
        EXECUTE format('REVOKE %s ON %s FROM %s',
            array_to_string(rights, ', '), kept, holder);
    END LOOP;
END $$;

-- Append-only: rows come in, and nobody changes or removes one.
CREATE FUNCTION safehold_keep(kept regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM safehold_revoke(kept, 'UPDATE', 'DELETE', 'TRUNCATE');
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %s '
        'FOR EACH ROW EXECUTE FUNCTION safehold_refuse_change()',
        kept::text || '_never_changes', kept);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %s '
        'FOR EACH STATEMENT EXECUTE FUNCTION safehold_refuse_change()',
        kept::text || '_is_never_emptied', kept);
END $$;
"""

LOOSEN = """
DROP FUNCTION safehold_keep(regclass);
DROP FUNCTION safehold_revoke(regclass, text[]);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_changes_and_chain")]

    operations = [
        migrations.RunSQL(CONTEXT, FORGET),
        migrations.RunSQL(KEEP, LOOSEN),
    ]

from django.db import migrations

# Whoever speaks as the application can set the setting, so it is not believed: a key
# begins with the number of its transaction, and none that a link covers is used again.
# Otherwise an entry could slip, unlinked, beside those of an older transaction.
OWN_KEY = """
CREATE OR REPLACE FUNCTION safehold_transaction() RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    given text := current_setting('safehold.transaction', true);
    own text := lpad(to_hex(pg_current_xact_id()::text::bigint), 16, '0');
BEGIN
    IF given ~ '^[0-9a-f]{32}$' AND starts_with(given, own) AND NOT EXISTS (
        SELECT FROM audit_auditlink WHERE transaction_key = given::uuid
    ) THEN
        RETURN given::uuid;
    END IF;
    given := own || substr(replace(gen_random_uuid()::text, '-', ''), 17);
    PERFORM set_config('safehold.transaction', given, true);
    RETURN given::uuid;
END $$;
"""

ANY_KEY = """
CREATE OR REPLACE FUNCTION safehold_transaction() RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY INVOKER AS $$
DECLARE
    given text := current_setting('safehold.transaction', true);
BEGIN
    IF given IS NULL OR given = '' THEN
        given := set_config('safehold.transaction', gen_random_uuid()::text, true);
    END IF;
    RETURN given::uuid;
END $$;
ALTER FUNCTION safehold_transaction() RESET search_path;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0010_what_concerns_people_is_read")]

    operations = [migrations.RunSQL(OWN_KEY, ANY_KEY)]

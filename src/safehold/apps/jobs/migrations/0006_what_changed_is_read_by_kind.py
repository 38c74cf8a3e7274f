from django.db import migrations

# As in the record's own (audit, 0006), but for one thing: where a row says by which act
# it is read, that is the one, and not its table's.
BY_ROW = """
CREATE OR REPLACE FUNCTION safehold_capture_change() RETURNS trigger
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
        (whole ->> 'organisation_id')::bigint, COALESCE(whole ->> 'act', act),
        (context ->> 'person')::bigint,
        COALESCE(context ->> 'purpose', ''), COALESCE(context ->> 'verb', ''),
        COALESCE(context ->> 'request', ''), safehold_transaction());
    RETURN NULL;
END $$;
"""

BY_TABLE = """
CREATE OR REPLACE FUNCTION safehold_capture_change() RETURNS trigger
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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0005_walls_by_kind"),
        ("audit", "0008_ways_in_and_work_are_captured"),
    ]

    operations = [migrations.RunSQL(BY_ROW, BY_TABLE)]

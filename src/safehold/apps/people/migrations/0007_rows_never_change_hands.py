from django.db import migrations

# Whoever reads a row there, and writes rows at home, could otherwise make it their own:
# a policy for updates sees the row before it and the row after it, never both at once.
HOLD = """
CREATE FUNCTION safehold_refuse_change_of_hands() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% stays with its organisation', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION safehold_hold(held regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OF organisation_id ON %s '
        'FOR EACH ROW WHEN (OLD.organisation_id IS DISTINCT FROM NEW.organisation_id) '
        'EXECUTE FUNCTION safehold_refuse_change_of_hands()',
        held::text || '_never_changes_hands', held);
END $$;

SELECT safehold_hold('people_membership');
"""

LET_GO = """
DROP TRIGGER people_membership_never_changes_hands ON people_membership;
DROP FUNCTION safehold_hold(regclass);
DROP FUNCTION safehold_refuse_change_of_hands();
"""

# What was done is kept behind a wall that whoever did it stands behind too: nobody
# writes into another organisation's record. Whoever has not signed in acts as number
# nought, and so does the service, whose doings are not theirs to read.
ADD = """
DROP POLICY add ON audit_auditevent;
CREATE POLICY add ON audit_auditevent FOR INSERT WITH CHECK (
    actor_id = (SELECT safehold_person())
    AND (organisation_id IS NULL
        OR (SELECT safehold_is_system())
        OR organisation_id = ANY (ARRAY(SELECT safehold_at_home()))
        OR organisation_id::text = ANY (ARRAY(
            SELECT split_part(wall, ':', 2) FROM safehold_walls() AS wall))));
ALTER POLICY read ON audit_auditevent USING (
    (SELECT safehold_is_system())
    OR organisation_id = ANY (ARRAY(SELECT safehold_scope('audit.read')))
    OR act || ':' || organisation_id = ANY (ARRAY(SELECT safehold_walls()))
    OR (actor_id = (SELECT safehold_person())
        AND (actor_id <> 0 OR organisation_id IS NULL)));
"""

HOME = """
-- Where the person holds a role in force, whatever it permits.
CREATE FUNCTION safehold_at_home() RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT organisation_id FROM safehold_roles()
$$;
"""

ADD_ANYWHERE = """
DROP POLICY add ON audit_auditevent;
CREATE POLICY add ON audit_auditevent FOR INSERT
    WITH CHECK (actor_id = (SELECT safehold_person()));
ALTER POLICY read ON audit_auditevent USING (
    (SELECT safehold_is_system())
    OR organisation_id = ANY (ARRAY(SELECT safehold_scope('audit.read')))
    OR act || ':' || organisation_id = ANY (ARRAY(SELECT safehold_walls()))
    OR actor_id = (SELECT safehold_person()));
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0006_why_a_role_ended")]

    operations = [
        migrations.RunSQL(HOLD, LET_GO),
        migrations.RunSQL(HOME, "DROP FUNCTION safehold_at_home();"),
        migrations.RunSQL(ADD, ADD_ANYWHERE),
    ]

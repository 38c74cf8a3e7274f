from django.db import migrations

# The table of engine/access.py, for row security to read; a test holds them together.
PERMISSIONS = """
CREATE TABLE people_permission (
    act text NOT NULL,
    role text NOT NULL,
    purpose text NOT NULL,
    reach text NOT NULL CHECK (reach IN ('own', 'everywhere')),
    PRIMARY KEY (act, purpose, role)
);
SELECT safehold_revoke('people_permission', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE');

INSERT INTO people_permission (act, role, purpose, reach)
SELECT act, role, 'grants', 'own' FROM (VALUES
    ('portfolio.read'), ('documents.read')) AS acts (act)
CROSS JOIN (VALUES ('grants_manager'), ('decision_maker'), ('chief_executive'),
    ('declaring_officer'), ('finance_officer')) AS roles (role);

INSERT INTO people_permission (act, role, purpose, reach)
SELECT 'portfolio.read', role, 'grants', 'everywhere' FROM (VALUES
    ('lead_body_manager'), ('partner_finance_officer'),
    ('partner_performance_officer'), ('housing_coordinator'), ('named_lead'),
    ('nominating_officer'), ('case_manager'), ('idva'), ('panel_member'),
    ('evaluator'), ('statistician'), ('information_governance_officer'),
    ('administrator'), ('auditor')) AS roles (role);

INSERT INTO people_permission (act, role, purpose, reach) VALUES
    ('documents.review', 'grants_manager', 'grants', 'own'),
    ('people.read', 'administrator', 'administration', 'own'),
    ('people.manage', 'administrator', 'administration', 'own'),
    ('audit.read', 'auditor', 'audit', 'own'),
    ('audit.take', 'auditor', 'audit', 'own'),
    ('documents.read', 'auditor', 'audit', 'own'),
    ('portfolio.read', 'auditor', 'audit', 'own'),
    ('people.read', 'auditor', 'audit', 'own');
"""

NO_PERMISSIONS = "DROP TABLE people_permission;"

# The roles in force of whoever asks, on the day and from the database itself: what the
# application says of them is not believed. Runs as the owner, who reads memberships.
#
# The scope is asked once for each statement, as an array: a question for each row would
# make a list a hundred times slower.
SCOPE = """
CREATE FUNCTION safehold_roles() RETURNS TABLE (organisation_id bigint, role text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.organisation_id, m.role
    FROM people_membership m
    JOIN people_person AS person ON person.id = m.person_id AND person.is_active
    WHERE m.person_id = safehold_person()
      AND m.from_date <= (safehold_context() ->> 'on')::date
      AND (m.to_date IS NULL OR m.to_date > (safehold_context() ->> 'on')::date)
$$;

CREATE FUNCTION safehold_enter(context text)
RETURNS TABLE (organisation_id bigint, role text) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM set_config('safehold.context', context, true);
    RETURN QUERY SELECT * FROM safehold_roles();
END $$;

CREATE FUNCTION safehold_scope(wanted text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH held AS (
        SELECT r.organisation_id, p.reach
        FROM safehold_roles() r JOIN people_permission p ON p.role = r.role
        WHERE p.act = wanted AND p.purpose = safehold_context() ->> 'purpose'
    )
    SELECT organisation_id FROM held WHERE reach = 'own'
    UNION
    SELECT id FROM organisations_organisation
    WHERE safehold_is_system() OR EXISTS (SELECT FROM held WHERE reach = 'everywhere')
$$;

-- Every act with every organisation it reaches, as one word each.
CREATE FUNCTION safehold_walls() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT acts.act || ':' || reached
    FROM (SELECT DISTINCT act FROM people_permission) AS acts,
        safehold_scope(acts.act) AS reached
$$;
"""

NO_SCOPE = """
DROP FUNCTION safehold_walls();
DROP FUNCTION safehold_scope(text);
DROP FUNCTION safehold_enter(text);
DROP FUNCTION safehold_roles();
"""

# An update begins with reading the row, so it asks for the same right; what it leaves
# behind must be the writer's own. Otherwise whoever may see a row and not change it
# would be told that there is none.
WALL = """
CREATE FUNCTION safehold_wall(
    walled regclass, read_act text, write_act text, also_read text DEFAULT 'false',
    also_written text DEFAULT 'false')
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    reads text := format(
        'organisation_id = ANY (ARRAY(SELECT safehold_scope(%L))) OR (%s)',
        read_act, also_read);
    writes text := format(
        'organisation_id = ANY (ARRAY(SELECT safehold_scope(%L))) OR (%s)',
        write_act, also_written);
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', walled);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', walled);
    EXECUTE format('CREATE POLICY read ON %s FOR SELECT USING (%s)', walled, reads);
    EXECUTE format(
        'CREATE POLICY add ON %s FOR INSERT WITH CHECK (%s)', walled, writes);
    EXECUTE format('CREATE POLICY change ON %s FOR UPDATE USING (%s) WITH CHECK (%s)',
        walled, reads, writes);
    EXECUTE format('CREATE POLICY remove ON %s FOR DELETE USING (%s)', walled, writes);
END $$;

CREATE FUNCTION safehold_unwall(walled regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    policy text;
BEGIN
    FOR policy IN SELECT polname FROM pg_policy WHERE polrelid = walled LOOP
        EXECUTE format('DROP POLICY %I ON %s', policy, walled);
    END LOOP;
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', walled);
    EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', walled);
END $$;
"""

NO_WALL = """
DROP FUNCTION safehold_unwall(regclass);
DROP FUNCTION safehold_wall(regclass, text, text, text, text);
"""

# Everybody reads their own roles: it is how they come to have any. The owner reads
# them for the function above, which everybody's rows depend on.
MEMBERSHIPS = """
SELECT safehold_wall('people_membership', 'people.read', 'people.manage',
    'person_id = (SELECT safehold_person())');
CREATE POLICY read_by_owner ON people_membership FOR SELECT TO CURRENT_USER USING (true);
"""

# The record is read by auditors, by those who may read what it is about, and by
# whoever did it. Nobody signs with another's name. The owner keeps what the database
# itself writes.
RECORD = """
ALTER TABLE audit_auditevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_auditevent FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON audit_auditevent FOR SELECT USING (
    (SELECT safehold_is_system())
    OR organisation_id = ANY (ARRAY(SELECT safehold_scope('audit.read')))
    OR act || ':' || organisation_id = ANY (ARRAY(SELECT safehold_walls()))
    OR actor_id = (SELECT safehold_person()));
CREATE POLICY add ON audit_auditevent FOR INSERT
    WITH CHECK (actor_id = (SELECT safehold_person()));
CREATE POLICY owner ON audit_auditevent TO CURRENT_USER USING (true);

ALTER TABLE audit_auditchange ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_auditchange FORCE ROW LEVEL SECURITY;
CREATE POLICY read ON audit_auditchange FOR SELECT USING (
    (SELECT safehold_is_system())
    OR organisation_id = ANY (ARRAY(SELECT safehold_scope('audit.read')))
    OR act || ':' || organisation_id = ANY (ARRAY(SELECT safehold_walls())));
CREATE POLICY owner ON audit_auditchange TO CURRENT_USER USING (true) WITH CHECK (true);
"""

NO_RECORD = """
SELECT safehold_unwall('audit_auditevent');
SELECT safehold_unwall('audit_auditchange');
"""

CHANGES = """
SELECT safehold_audit('people_person', '', ARRAY['password'], ARRAY['last_login']);
SELECT safehold_audit('people_membership', 'people.read');
SELECT safehold_audit('organisations_organisation', '');
"""

NO_CHANGES = """
DROP TRIGGER audit_of_people_person ON people_person;
DROP TRIGGER audit_of_people_membership ON people_membership;
DROP TRIGGER audit_of_organisations_organisation ON organisations_organisation;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_shared_cache"),
        ("organisations", "0001_organisations"),
        ("audit", "0007_entries_are_chained"),
    ]

    operations = [
        migrations.RunSQL(PERMISSIONS, NO_PERMISSIONS),
        migrations.RunSQL(SCOPE, NO_SCOPE),
        migrations.RunSQL(WALL, NO_WALL),
        migrations.RunSQL(MEMBERSHIPS, "SELECT safehold_unwall('people_membership');"),
        migrations.RunSQL(RECORD, NO_RECORD),
        migrations.RunSQL(CHANGES, NO_CHANGES),
    ]

from django.db import migrations

# What concerns a person as a whole - when they sign in, by what, under which name - is
# read where they work, and of those who left up to their last day and the one after:
# what becomes of them then is nobody's there. The first question is asked once for a
# statement; the second only of the rows that the first let through.
ENDS = """
DROP POLICY read_of_people ON audit_auditevent;
CREATE POLICY read_of_people ON audit_auditevent FOR SELECT USING (
    organisation_id IS NULL
    AND subject = ANY (ARRAY(
        SELECT 'person:' || person_id FROM people_membership
        WHERE organisation_id = ANY (ARRAY(SELECT safehold_scope('people.read')))))
    AND EXISTS (
        SELECT FROM people_membership AS m
        WHERE 'person:' || m.person_id = subject
            AND m.organisation_id = ANY (ARRAY(SELECT safehold_scope('people.read')))
            AND (m.to_date IS NULL
                OR (happened_at AT TIME ZONE 'Europe/London')::date <= m.to_date)));

DROP POLICY read_of_people ON audit_auditchange;
CREATE POLICY read_of_people ON audit_auditchange FOR SELECT USING (
    table_name IN ('people_person', 'mfa_authenticator', 'account_emailaddress',
        'socialaccount_socialaccount')
    AND CASE WHEN table_name = 'people_person' THEN row_id
        ELSE COALESCE(becomes, was) ->> 'user_id' END
    = ANY (ARRAY(
        SELECT person_id::text FROM people_membership
        WHERE organisation_id = ANY (ARRAY(SELECT safehold_scope('people.read')))))
    AND EXISTS (
        SELECT FROM people_membership AS m
        WHERE m.person_id::text
            = CASE WHEN table_name = 'people_person' THEN row_id
                ELSE COALESCE(becomes, was) ->> 'user_id' END
            AND m.organisation_id = ANY (ARRAY(SELECT safehold_scope('people.read')))
            AND (m.to_date IS NULL
                OR (happened_at AT TIME ZONE 'Europe/London')::date <= m.to_date)));
"""

DOES_NOT_END = """
DROP POLICY read_of_people ON audit_auditevent;
CREATE POLICY read_of_people ON audit_auditevent FOR SELECT USING (
    organisation_id IS NULL
    AND subject = ANY (ARRAY(
        SELECT 'person:' || person_id FROM people_membership
        WHERE organisation_id = ANY (ARRAY(SELECT safehold_scope('people.read'))))));

DROP POLICY read_of_people ON audit_auditchange;
CREATE POLICY read_of_people ON audit_auditchange FOR SELECT USING (
    table_name IN ('people_person', 'mfa_authenticator', 'account_emailaddress',
        'socialaccount_socialaccount')
    AND CASE WHEN table_name = 'people_person' THEN row_id
        ELSE COALESCE(becomes, was) ->> 'user_id' END
    = ANY (ARRAY(
        SELECT person_id::text FROM people_membership
        WHERE organisation_id = ANY (ARRAY(SELECT safehold_scope('people.read'))))));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0011_a_key_belongs_to_one_transaction"),
        ("people", "0006_why_a_role_ended"),
    ]

    operations = [migrations.RunSQL(ENDS, DOES_NOT_END)]

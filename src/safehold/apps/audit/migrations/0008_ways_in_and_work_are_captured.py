from django.db import migrations

# What a person signs in with and how they were let in leave that they changed, and
# never what they are. What comes and goes with every use leaves nothing.
CAPTURE = """
SELECT safehold_audit('mfa_authenticator', '', ARRAY['data'], ARRAY['last_used_at']);
SELECT safehold_audit('account_emailaddress', '');
SELECT safehold_audit('socialaccount_socialaccount', '',
    ARRAY['extra_data'], ARRAY['last_login']);
SELECT safehold_audit('invitations_invitation', 'people.read', ARRAY['token_sha256']);
SELECT safehold_audit('jobs_job', 'documents.review');
SELECT safehold_audit('jobs_jobprogress', 'documents.review',
    '{}', ARRAY['done', 'total', 'heartbeat_at']);
SELECT safehold_audit('jobs_waitingfile', 'documents.review', ARRAY['content']);
"""

LET_GO = """
DROP TRIGGER audit_of_mfa_authenticator ON mfa_authenticator;
DROP TRIGGER audit_of_account_emailaddress ON account_emailaddress;
DROP TRIGGER audit_of_socialaccount_socialaccount ON socialaccount_socialaccount;
DROP TRIGGER audit_of_invitations_invitation ON invitations_invitation;
DROP TRIGGER audit_of_jobs_job ON jobs_job;
DROP TRIGGER audit_of_jobs_jobprogress ON jobs_jobprogress;
DROP TRIGGER audit_of_jobs_waitingfile ON jobs_waitingfile;
"""

# A person is of no organisation, and so are their ways in. What changed of them is
# read by whoever may read who works there. The changes themselves are never updated,
# so whose they are stands in the first: an insert or a deletion holds the whole row.
READ = """
CREATE POLICY read_of_people ON audit_auditchange FOR SELECT USING (
    table_name IN ('people_person', 'mfa_authenticator', 'account_emailaddress',
        'socialaccount_socialaccount')
    AND CASE WHEN table_name = 'people_person' THEN row_id
        ELSE COALESCE(becomes, was) ->> 'user_id' END
    = ANY (ARRAY(
        SELECT person_id::text FROM people_membership
        WHERE organisation_id = ANY (ARRAY(SELECT safehold_scope('people.read'))))));
"""

NOT_READ = "DROP POLICY read_of_people ON audit_auditchange;"


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0007_entries_are_chained"),
        ("people", "0005_walls_between_organisations"),
        ("invitations", "__first__"),
        ("jobs", "__first__"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.RunSQL(CAPTURE, LET_GO),
        migrations.RunSQL(READ, NOT_READ),
    ]

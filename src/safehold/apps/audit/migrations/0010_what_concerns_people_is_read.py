from django.db import migrations

# As with the changes (0008): a person is of no organisation, and so is what was done
# to them as a whole, such as shutting them out. Whoever may read who works there reads
# it, too.
READ = """
CREATE POLICY read_of_people ON audit_auditevent FOR SELECT USING (
    organisation_id IS NULL
    AND subject = ANY (ARRAY(
        SELECT 'person:' || person_id FROM people_membership
        WHERE organisation_id = ANY (ARRAY(SELECT safehold_scope('people.read'))))));
"""

NOT_READ = "DROP POLICY read_of_people ON audit_auditevent;"


class Migration(migrations.Migration):
    dependencies = [("audit", "0009_searched_by_time_person_and_request")]

    operations = [migrations.RunSQL(READ, NOT_READ)]

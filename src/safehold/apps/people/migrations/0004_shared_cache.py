from django.db import migrations

# What every process must count together, such as failed sign-ins. The columns are
# those of Django's DatabaseCache, whose own command would make the table at run time,
# when there is no owner at hand.
MAKE = """
CREATE TABLE shared_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX shared_cache_expires ON shared_cache (expires);
"""

UNMAKE = "DROP TABLE shared_cache;"


class Migration(migrations.Migration):
    dependencies = [("people", "0003_administrators_and_auditors")]

    operations = [migrations.RunSQL(MAKE, UNMAKE)]

"""What may the role that we entered the database by do, and must not?"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol


class Cursor(Protocol):
    """What runs a statement: psycopg's cursor and Django's are both one."""

    def execute(self, query: str, params: None = None) -> object:
        """Run the statement."""

    def fetchall(self) -> Sequence[Sequence[object]]:
        """Return every row it answered."""


class Fault(StrEnum):
    """A right by which a role passes round the walls; the value is its stable name."""

    SUPERUSER = "superuser"
    BYPASSES_ROW_SECURITY = "bypasses_row_security"
    MAKES_ROLES = "makes_roles"
    REPLICATES = "replicates"
    OWNS_DATABASE = "owns_database"
    OWNS_TABLES = "owns_tables"
    READS_OR_WRITES_EVERYTHING = "reads_or_writes_everything"
    CHANGES_WHAT_IS_KEPT = "changes_what_is_kept"


# In the order of `Fault`. A member of a role can become that role, so all count.
OF_ROLES = """
SELECT
    coalesce(bool_or(rolsuper), false),
    coalesce(bool_or(rolbypassrls), false),
    coalesce(bool_or(rolcreaterole), false),
    coalesce(bool_or(rolreplication), false),
    EXISTS (
        SELECT FROM pg_database
        WHERE datname = current_database()
        AND pg_has_role(current_user, datdba, 'MEMBER')
    ),
    EXISTS (
        SELECT FROM pg_class
        JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
        AND pg_has_role(current_user, relowner, 'MEMBER')
    ),
    coalesce(bool_or(rolname IN (
        'pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files',
        'pg_write_server_files', 'pg_execute_server_program'
    )), false)
FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')
"""

# What is kept as it was has triggers that refuse; its rights are to say the same.
# tgtype: 8 on delete, 16 on update, 32 on truncate; tgattr: only of these columns.
#
# And what the owner or the database itself writes, and nobody else: who may do what,
# the record of changes and its chain, and which migrations ran. A row slipped in there
# would open a wall, or keep one from being built.
KEPT = """
SELECT tgrelid::regclass::text, right_to.name
FROM pg_trigger
JOIN pg_proc ON pg_proc.oid = tgfoid AND proname = 'safehold_refuse_change'
JOIN (VALUES (8, 'DELETE'), (16, 'UPDATE'), (32, 'TRUNCATE')) AS right_to (bit, name)
    ON tgtype & bit <> 0 AND (bit <> 16 OR tgattr = ''::int2vector)
WHERE NOT tgisinternal AND tgenabled <> 'D'
UNION
SELECT written, right_to.name FROM (VALUES ('people_permission'),
    ('audit_auditchange'), ('audit_auditlink'), ('django_migrations')
) AS by_the_database (written),
(VALUES ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE')) AS right_to (name)
WHERE to_regclass(written) IS NOT NULL
ORDER BY 1, 2
"""

CHANGEABLE = f"""
SELECT FROM ({KEPT}) AS kept (relation, name)
WHERE has_table_privilege(current_user, relation, name)
"""

# format() with %s, as the names come quoted already.
REVOCATIONS = f"""
SELECT DISTINCT format(
    'REVOKE %s ON %s FROM %s', kept.name, relation,
    CASE held.by_role
        WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(held.by_role))
    END
)
FROM ({KEPT}) AS kept (relation, name)
JOIN pg_class ON pg_class.oid = relation::regclass,
LATERAL aclexplode(relacl) AS held (from_role, by_role, right_name, may_grant)
WHERE held.by_role <> relowner AND held.right_name = kept.name
"""  # noqa: S608 - it is put together from our own words.


def faults(cursor: Cursor) -> tuple[Fault, ...]:
    """Return every right of this role that must be taken away before it may serve.

    Source: SEC-44.
    """
    cursor.execute(OF_ROLES)
    [held] = cursor.fetchall()
    cursor.execute(CHANGEABLE)
    changeable = bool(cursor.fetchall())
    return tuple(
        fault for fault, holds in zip(Fault, (*held, changeable), strict=True) if holds
    )


def kept(cursor: Cursor) -> tuple[tuple[str, str], ...]:
    """Return (table, right) for every right that nobody is to have on what is kept."""
    cursor.execute(KEPT)
    return tuple((str(table), str(name)) for table, name in cursor.fetchall())


def revocations(cursor: Cursor) -> tuple[str, ...]:
    """Return the statements that take those rights from everybody but the owner."""
    cursor.execute(REVOCATIONS)
    return tuple(str(statement) for (statement,) in cursor.fetchall())

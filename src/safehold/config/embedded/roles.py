"""Which roles does the database have, and what may each do?

The owner migrates and owns everything. The application owns nothing and cannot pass
by row security: what it may do to a table is granted, and taken away again by name
where a table is append-only. The backup role reads everything and writes nothing.
"""

from dataclasses import dataclass

import psycopg
from psycopg import sql

from safehold.config.database import Address
from safehold.config.embedded.cluster import SUPERUSER, Cluster

DATABASE = "safehold"
OWNER = "safehold_owner"
APPLICATION = "safehold_app"
BACKUP = "safehold_backup"

ATTRIBUTES = {OWNER: "NOBYPASSRLS", APPLICATION: "NOBYPASSRLS", BACKUP: "BYPASSRLS"}

GRANTS = f"""
REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;
GRANT CONNECT ON DATABASE {DATABASE} TO {APPLICATION}, {BACKUP};
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {APPLICATION}, {BACKUP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO {APPLICATION};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
    GRANT SELECT ON TABLES TO {BACKUP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public
    GRANT SELECT ON SEQUENCES TO {BACKUP};
"""

# In production settings the service does not start on a database with this mark. It
# does not travel with a dump.
MARK = f"ALTER DATABASE {DATABASE} SET safehold.embedded = 'yes'"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where each role enters the database."""

    application: str
    owner: str


def prepare(cluster: Cluster) -> Addresses:
    """Have the three roles and the database; a start that was killed is completed."""
    with _superuser(cluster, "postgres") as connection:
        for role, attributes in ATTRIBUTES.items():
            _have_role(connection, role, attributes, cluster.secret(role))
        known = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]
        )
        if known.fetchone() is None:
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    with _superuser(cluster, DATABASE) as connection:
        connection.execute(GRANTS)
        connection.execute(MARK)
    return Addresses(
        application=address(cluster, APPLICATION).as_url(),
        owner=address(cluster, OWNER).as_url(),
    )


def address(cluster: Cluster, role: str, database: str = DATABASE) -> Address:
    """Return where this role enters this database of the cluster."""
    return Address(
        database=database,
        role=role,
        password=cluster.secret(role),
        host=str(cluster.socket_folder),
    )


def _superuser(cluster: Cluster, database: str) -> psycopg.Connection:
    url = address(cluster, SUPERUSER, database).as_url()
    return psycopg.connect(url, autocommit=True)


def _have_role(
    connection: psycopg.Connection, role: str, attributes: str, password: str
) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if known.fetchone() is not None:
        return
    # The server, and so its log, sees only what the password was turned into.
    turned = connection.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    )
    connection.execute(
        sql.SQL(
            "CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE "
            "NOREPLICATION {attributes} PASSWORD {password}"
        ).format(
            role=sql.Identifier(role),
            attributes=sql.SQL(attributes),
            password=sql.Literal(turned.decode()),
        )
    )

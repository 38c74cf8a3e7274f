"""Where the service refuses to run, tried with real roles on a real server."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from safehold.config import fitness
from safehold.config.embedded import roles
from safehold.config.embedded.cluster import SUPERUSER
from safehold.config.obstacles import Obstacle
from safehold.gateways.postgresql import rights
from safehold.gateways.postgresql.rights import Fault
from tests.database import ThrowawayDatabase

ROLE = "fitness_of_a_role"


@pytest.fixture
def superuser(throwaway_database: ThrowawayDatabase) -> Iterator[psycopg.Connection]:
    url = url_of(throwaway_database, SUPERUSER)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def role(
    throwaway_database: ThrowawayDatabase, superuser: psycopg.Connection
) -> Iterator[str]:
    """The address of a role of its own, with no more rights than it needs."""
    password = throwaway_database.cluster.secret(ROLE)
    superuser.execute(
        sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
            sql.Identifier(ROLE), sql.Literal(password)
        )
    )
    superuser.execute(f"GRANT CONNECT ON DATABASE {roles.DATABASE} TO {ROLE}")
    superuser.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
    yield url_of(throwaway_database, ROLE)
    superuser.execute(f"DROP OWNED BY {ROLE}")
    superuser.execute(f"DROP ROLE {ROLE}")


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A demonstration, for which the embedded server is meant."""
    monkeypatch.setenv("SAFEHOLD_DEMONSTRATION", "yes")


def url_of(database: ThrowawayDatabase, role: str) -> str:
    return roles.address(database.cluster, role).as_url()


class TestTheRole:
    def test_of_the_application_is_fit(
        self, throwaway_database: ThrowawayDatabase
    ) -> None:
        url = url_of(throwaway_database, roles.APPLICATION)

        assert fitness.why_not(url) == ()
        fitness.demand(url)

    def test_without_a_right_is_fit(self, role: str) -> None:
        assert fitness.why_not(role) == ()

    @pytest.mark.parametrize(
        ("given", "fault"),
        [
            (f"ALTER ROLE {ROLE} SUPERUSER", Fault.SUPERUSER),
            (f"ALTER ROLE {ROLE} BYPASSRLS", Fault.BYPASSES_ROW_SECURITY),
            (f"ALTER ROLE {ROLE} CREATEROLE", Fault.MAKES_ROLES),
            (f"ALTER ROLE {ROLE} REPLICATION", Fault.REPLICATES),
            (f"GRANT {roles.OWNER} TO {ROLE}", Fault.OWNS_DATABASE),
            (f"GRANT {roles.OWNER} TO {ROLE}", Fault.OWNS_TABLES),
            (f"GRANT {roles.BACKUP} TO {ROLE}", Fault.BYPASSES_ROW_SECURITY),
            (f"GRANT pg_read_all_data TO {ROLE}", Fault.READS_OR_WRITES_EVERYTHING),
            (f"GRANT pg_write_all_data TO {ROLE}", Fault.READS_OR_WRITES_EVERYTHING),
            (f"GRANT DELETE ON audit_auditevent TO {ROLE}", Fault.CHANGES_WHAT_IS_KEPT),
            (
                f"GRANT UPDATE ON documents_original TO {ROLE}",
                Fault.CHANGES_WHAT_IS_KEPT,
            ),
            (f"GRANT TRUNCATE ON documents_fact TO {ROLE}", Fault.CHANGES_WHAT_IS_KEPT),
            *(
                (f"GRANT INSERT ON {table} TO {ROLE}", Fault.CHANGES_WHAT_IS_KEPT)
                for table in (
                    "people_permission",
                    "audit_auditchange",
                    "audit_auditlink",
                    "django_migrations",
                )
            ),
        ],
    )
    def test_with_too_many_rights_is_refused(
        self, role: str, superuser: psycopg.Connection, given: str, fault: Fault
    ) -> None:
        superuser.execute(given.encode())

        assert fitness.told(fault) in fitness.why_not(role)
        with pytest.raises(Obstacle, match="Safehold does not start") as raised:
            fitness.demand(role)
        assert fitness.SENTENCES[fault] in str(raised.value)

    def test_that_owns_a_table_is_refused(
        self, role: str, superuser: psycopg.Connection
    ) -> None:
        superuser.execute("CREATE TABLE of_the_role (id int)")
        superuser.execute(f"ALTER TABLE of_the_role OWNER TO {ROLE}")

        assert fitness.why_not(role) == (fitness.told(Fault.OWNS_TABLES),)

    def test_that_owns_everything_is_told_so(
        self, throwaway_database: ThrowawayDatabase
    ) -> None:
        reasons = fitness.why_not(url_of(throwaway_database, roles.OWNER))

        assert reasons == (
            fitness.told(Fault.OWNS_DATABASE),
            fitness.told(Fault.OWNS_TABLES),
            fitness.told(Fault.CHANGES_WHAT_IS_KEPT),
        )

    def test_of_a_database_that_is_away_is_not_known(self) -> None:
        url = "postgresql://nobody@/nothing?host=/nowhere"

        with pytest.raises(Obstacle, match="cannot be reached"):
            fitness.demand(url)

    def test_every_fault_has_its_sentence(self) -> None:
        assert set(fitness.SENTENCES) == set(Fault)


class TestTheEmbeddedServer:
    @pytest.fixture
    def embedded(
        self, superuser: psycopg.Connection, throwaway_database: ThrowawayDatabase
    ) -> Iterator[str]:
        """The address of a database with the embedded server's mark."""
        superuser.execute(roles.MARK)
        yield url_of(throwaway_database, roles.APPLICATION)
        superuser.execute(f"ALTER DATABASE {roles.DATABASE} RESET safehold.embedded")

    @pytest.mark.parametrize("name", ["SAFEHOLD_DEMONSTRATION", "SAFEHOLD_DEBUG"])
    def test_serves_a_demonstration_and_development(
        self, embedded: str, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.delenv("SAFEHOLD_DEMONSTRATION")
        monkeypatch.setenv(name, "yes")

        assert fitness.why_not(embedded) == ()
        fitness.demand_no_embedded_server_in_production()

    def test_is_refused_in_production(
        self, embedded: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("SAFEHOLD_DEMONSTRATION")

        with pytest.raises(Obstacle, match="name a server of your own in DATABASE_URL"):
            fitness.demand(embedded)
        with pytest.raises(Obstacle, match="name a server of your own in DATABASE_URL"):
            fitness.demand_no_embedded_server_in_production()

    def test_is_told_by_its_mark(
        self, throwaway_database: ThrowawayDatabase, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A server without it, such as a place's own, is fit for production."""
        monkeypatch.delenv("SAFEHOLD_DEMONSTRATION")
        with psycopg.connect(
            url_of(throwaway_database, SUPERUSER), autocommit=True
        ) as connection:
            connection.execute(
                f"ALTER DATABASE {roles.DATABASE} RESET safehold.embedded"
            )

        assert fitness.why_not(url_of(throwaway_database, roles.APPLICATION)) == ()


class TestWhatIsKept:
    """Every append-only table, found by the trigger that refuses."""

    def test_is_known(self, owner_connection: psycopg.Connection) -> None:
        kept = set(rights.kept(owner_connection.cursor()))

        for table in ("audit_auditevent", "documents_original", "documents_document"):
            assert {
                (table, "DELETE"),
                (table, "TRUNCATE"),
                (table, "UPDATE"),
            } <= kept
        # A verdict on a fact may change; the fact may not go.
        assert ("documents_fact", "DELETE") in kept
        assert ("documents_fact", "UPDATE") not in kept

    @pytest.mark.parametrize("role", [roles.APPLICATION, roles.BACKUP])
    def test_may_be_changed_by_no_role_but_the_owner(
        self, owner_connection: psycopg.Connection, role: str
    ) -> None:
        kept = rights.kept(owner_connection.cursor())

        allowed = [
            (table, right)
            for table, right in kept
            if owner_connection.execute(
                "SELECT has_table_privilege(%s, %s, %s)", [role, table, right]
            ).fetchone()
            == (True,)
        ]

        assert len(kept) > 10
        assert not allowed

    def test_refuses_the_application_in_deed(
        self,
        owner_connection: psycopg.Connection,
        throwaway_database: ThrowawayDatabase,
    ) -> None:
        url = url_of(throwaway_database, roles.APPLICATION)

        for table, right in rights.kept(owner_connection.cursor()):
            with (
                psycopg.connect(url) as application,
                pytest.raises(psycopg.errors.InsufficientPrivilege),
            ):
                application.execute(change(owner_connection, table, right))


def change(owner: psycopg.Connection, table: str, right: str) -> sql.Composable:
    """Return a statement that needs the right, and changes nothing where it is had."""
    if right != "UPDATE":
        words = {
            "DELETE": "DELETE FROM {} WHERE false",
            "INSERT": "INSERT INTO {} DEFAULT VALUES",
            "TRUNCATE": "TRUNCATE {}",
        }
        return sql.SQL(words[right]).format(sql.Identifier(table))
    [column] = owner.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum = 1",
        [table],
    ).fetchone() or [""]
    return sql.SQL("UPDATE {0} SET {1} = {1} WHERE false").format(
        sql.Identifier(table), sql.Identifier(column)
    )

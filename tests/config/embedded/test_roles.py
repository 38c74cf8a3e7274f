"""The three roles: who owns, who works, who copies."""

import psycopg
import pytest

from safehold.config.embedded import roles
from tests.database import ThrowawayDatabase


@pytest.fixture
def ledger(owner_connection: psycopg.Connection) -> psycopg.Connection:
    """A table that a migration of the owner's has just made."""
    owner_connection.execute("DROP TABLE IF EXISTS ledger")
    owner_connection.execute("CREATE TABLE ledger (id bigserial, pence bigint)")
    yield owner_connection
    owner_connection.execute("DROP TABLE ledger")


def connect(database: ThrowawayDatabase, role: str) -> psycopg.Connection:
    url = roles.address(database.cluster, role).as_url()
    return psycopg.connect(url, autocommit=True)


@pytest.mark.usefixtures("ledger")
class TestTheApplication:
    def test_reads_and_writes_rows(self, throwaway_database: ThrowawayDatabase) -> None:
        with connect(throwaway_database, roles.APPLICATION) as application:
            application.execute("INSERT INTO ledger (pence) VALUES (1)")
            application.execute("UPDATE ledger SET pence = 2")
            application.execute("DELETE FROM ledger")
            found = application.execute("SELECT count(*) FROM ledger").fetchone()

        assert found == (0,)

    def test_no_longer_writes_where_a_migration_took_that_away(
        self, throwaway_database: ThrowawayDatabase, ledger: psycopg.Connection
    ) -> None:
        ledger.execute(f"REVOKE UPDATE, DELETE ON ledger FROM {roles.APPLICATION}")

        with connect(throwaway_database, roles.APPLICATION) as application:
            application.execute("INSERT INTO ledger (pence) VALUES (1)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute("UPDATE ledger SET pence = 2")

    def test_sees_only_the_rows_that_a_policy_lets_it(
        self, throwaway_database: ThrowawayDatabase, ledger: psycopg.Connection
    ) -> None:
        ledger.execute("INSERT INTO ledger (pence) VALUES (1), (2)")
        ledger.execute("ALTER TABLE ledger ENABLE ROW LEVEL SECURITY")
        ledger.execute("CREATE POLICY odd ON ledger USING (pence % 2 = 1)")

        with connect(throwaway_database, roles.APPLICATION) as application:
            rows = application.execute("SELECT pence FROM ledger").fetchall()
        with connect(throwaway_database, roles.BACKUP) as backup:
            copied = backup.execute("SELECT count(*) FROM ledger").fetchone()

        assert rows == [(1,)]
        assert copied == (2,), "a copy must hold every row"


@pytest.mark.usefixtures("ledger")
class TestTheBackup:
    @pytest.mark.parametrize(
        "statement",
        [
            "INSERT INTO ledger (pence) VALUES (1)",
            "UPDATE ledger SET pence = 1",
            "DELETE FROM ledger",
            "CREATE TABLE mine (id int)",
        ],
    )
    def test_writes_nothing(
        self, throwaway_database: ThrowawayDatabase, statement: str
    ) -> None:
        with (
            connect(throwaway_database, roles.BACKUP) as backup,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            backup.execute(statement)


class TestTheServer:
    @pytest.mark.parametrize("role", [roles.OWNER, roles.APPLICATION, roles.BACKUP])
    def test_lets_nobody_in_with_a_wrong_password(
        self, throwaway_database: ThrowawayDatabase, role: str
    ) -> None:
        url = roles.address(throwaway_database.cluster, role).as_url()

        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url, password="guessed")

    def test_keeps_secrets_and_sockets_to_itself(
        self, throwaway_database: ThrowawayDatabase
    ) -> None:
        cluster = throwaway_database.cluster

        kept = (cluster.folder / "secrets.json").stat().st_mode & 0o777
        socket = cluster.socket_folder.stat().st_mode & 0o777
        data = cluster.data.stat().st_mode & 0o777

        assert (oct(kept), oct(socket), oct(data)) == ("0o600", "0o700", "0o700")

    def test_listens_to_no_network(self, throwaway_database: ThrowawayDatabase) -> None:
        with connect(throwaway_database, roles.APPLICATION) as application:
            found = application.execute("SHOW listen_addresses").fetchone()

        assert found == ("",)

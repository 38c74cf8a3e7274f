"""The embedded server through the lives it may have: shared, killed, misplaced."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from safehold.config.embedded import account, binaries, roles
from safehold.config.embedded.cluster import Cluster
from safehold.config.embedded.lease import lease
from safehold.config.embedded.server import Server
from safehold.config.home import ROOT
from safehold.config.obstacles import Obstacle

RECOVERING = "PostgreSQL was not stopped properly last time: recovering its data."

# Another process that needs the same server, until it is told to end.
OTHER = """
import sys
from pathlib import Path
from safehold.config.embedded import account, binaries
from safehold.config.embedded.cluster import Cluster
from safehold.config.embedded.lease import lease
from safehold.config.embedded.server import Server

owner = account.of_the_server()
cluster = Cluster(Path(sys.argv[1]), owner, binaries.find(owner))
with lease(Server(cluster), lambda line: None):
    print("running", flush=True)
    sys.stdin.read()
"""


def cluster_in(folder: Path, *, throwaway: bool = True) -> Cluster:
    owner = account.of_the_server()
    return Cluster(folder, owner, binaries.find(owner), throwaway=throwaway)


def pid_of(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split("\n")[0])


def is_running(cluster: Cluster) -> bool:
    return Server(cluster).is_running()


def quietly(line: str) -> None:
    pass


@pytest.fixture(scope="module")
def cluster(place: Path) -> Cluster:
    cluster = cluster_in(place / "postgresql", throwaway=False)
    cluster.make(quietly)
    return cluster


@pytest.fixture
def other(cluster: Cluster) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER, str(cluster.folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    yield process
    process.kill()
    process.communicate()


class TestALease:
    def test_starts_the_server_and_stops_it(self, cluster: Cluster) -> None:
        with lease(Server(cluster), quietly) as held:
            with psycopg.connect(held.addresses.application) as connection:
                found = connection.execute("SELECT current_user").fetchone()
            assert is_running(cluster)

        assert found == (roles.APPLICATION,)
        assert not is_running(cluster)

    def test_leaves_the_server_to_whoever_still_needs_it(
        self, cluster: Cluster, other: subprocess.Popen[str]
    ) -> None:
        with lease(Server(cluster), quietly):
            pass
        assert is_running(cluster)

        other.communicate("")

        assert not is_running(cluster)

    def test_ends_with_a_process_that_was_killed(
        self, cluster: Cluster, other: subprocess.Popen[str]
    ) -> None:
        other.kill()
        other.wait()
        assert is_running(cluster), "nobody was left to stop it"

        with lease(Server(cluster), quietly):
            pass

        assert not is_running(cluster)

    def test_brings_a_killed_server_back_with_its_rows(self, cluster: Cluster) -> None:
        told: list[str] = []
        with lease(Server(cluster), told.append) as held:
            with psycopg.connect(held.addresses.owner) as owner:
                owner.execute("CREATE TABLE kept AS SELECT 7 AS row")
            os.kill(pid_of(cluster), signal.SIGKILL)
            while is_running(held.server.cluster):
                time.sleep(0.01)

            held.revive(told.append)

            with psycopg.connect(held.addresses.owner) as owner:
                assert owner.execute("SELECT row FROM kept").fetchone() == (7,)
        assert told == [RECOVERING]

    def test_finds_nothing_to_revive_in_a_server_that_runs(
        self, cluster: Cluster
    ) -> None:
        with lease(Server(cluster), quietly) as held:
            before = pid_of(cluster)

            held.revive(pytest.fail)

            assert pid_of(cluster) == before


class TestAStart:
    def test_waits_for_one_that_was_broken_off(self, cluster: Cluster) -> None:
        beginning = Server(cluster)
        beginning._process = beginning._launch()

        with lease(Server(cluster), pytest.fail):
            assert pid_of(cluster) == beginning._process.pid

        assert beginning._process.wait(10) == 0

    def test_waits_for_the_orphans_of_a_killed_server(self, cluster: Cluster) -> None:
        told: list[str] = []
        with lease(Server(cluster), quietly) as held:
            busy = psycopg.connect(held.addresses.owner, autocommit=True)
            busy.execute("SET statement_timeout = '1s'")
            # A backend at work does not notice that its server is gone.
            busy.pgconn.send_query(b"DO 'BEGIN LOOP END LOOP; END'")
            os.kill(pid_of(cluster), signal.SIGKILL)
            time.sleep(0.1)

            held.revive(told.append)

            busy.close()
        assert told == [RECOVERING]

    def test_passes_over_the_number_of_an_unrelated_process(
        self, cluster: Cluster
    ) -> None:
        with lease(Server(cluster), quietly):
            pass
        unrelated = subprocess.Popen(
            ["sleep", "60"],
            user=cluster.account.uid if cluster.account.other else None,
        )
        left_behind = cluster.data / "postmaster.pid"
        left_behind.write_text(f"{unrelated.pid}\n{cluster.data}\n0\n5432\n\n\n0\n")
        cluster.account.take(left_behind)
        told: list[str] = []

        with lease(Server(cluster), told.append):
            assert is_running(cluster)

        assert told == [RECOVERING]
        unrelated.kill()
        unrelated.wait()

    def test_completes_one_that_was_killed_while_it_made_its_data(
        self, place: Path
    ) -> None:
        cluster = cluster_in(place / "half made")
        (cluster.room / "data.new").mkdir()
        (cluster.room / "password.new").touch()

        with lease(Server(cluster), quietly):
            assert is_running(cluster)

        assert not (cluster.room / "data.new").exists()

    def test_refuses_data_of_another_version(self, place: Path) -> None:
        cluster = cluster_in(place / "old")
        cluster.data.mkdir()
        (cluster.data / "PG_VERSION").write_text("9\n")

        with (
            pytest.raises(Obstacle, match="are PostgreSQL 9's and this is"),
            lease(Server(cluster), quietly),
        ):
            pass

    def test_says_in_the_servers_words_why_it_failed(self, cluster: Cluster) -> None:
        with lease(Server(cluster), quietly):
            pass
        settings = cluster.data / "postgresql.conf"
        kept = settings.read_text()
        settings.write_text(f"{kept}\nno_such_setting = 1\n")

        with (
            pytest.raises(Obstacle, match="PostgreSQL does not start"),
            lease(Server(cluster), quietly),
        ):
            pass

        settings.write_text(kept)
        assert "no_such_setting" in cluster.log.read_text()


class TestTheSocket:
    @pytest.mark.parametrize("name", ["long" * 30, 'a,comma and a"quote'])
    def test_stands_elsewhere_where_its_path_would_not_do(
        self, place: Path, name: str
    ) -> None:
        cluster = cluster_in(place / name)

        assert not cluster.socket_folder.is_relative_to(place)
        with lease(Server(cluster), quietly) as held:
            psycopg.connect(held.addresses.application).close()

    def test_is_never_put_into_a_folder_open_to_others(self, place: Path) -> None:
        cluster = cluster_in(place / ("open" * 30))
        cluster.socket_folder.mkdir()
        cluster.account.take(cluster.socket_folder)
        cluster.socket_folder.chmod(0o777)

        with (
            pytest.raises(Obstacle, match="open to others"),
            lease(Server(cluster), quietly),
        ):
            pass

        cluster.socket_folder.rmdir()

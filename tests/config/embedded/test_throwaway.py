import os
import time
from pathlib import Path

from safehold.config.embedded import throwaway
from safehold.config.embedded.throwaway import PREFIX, YOUNG_SECONDS, throwaway_server


def age(folder: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(folder, (then, then))


class TestAThrowawayServer:
    def test_leaves_nothing_behind(self) -> None:
        with throwaway_server() as cluster:
            folder = cluster.folder
            assert folder.exists()

        assert not folder.exists()


class TestSweeping:
    def test_removes_what_a_killed_run_left(self, tmp_path: Path) -> None:
        killed = tmp_path / f"{PREFIX}killed"
        (killed / "data").mkdir(parents=True)
        age(killed, YOUNG_SECONDS + 1)

        throwaway._sweep(tmp_path)

        assert not killed.exists()

    def test_spares_a_run_that_is_just_beginning(self, tmp_path: Path) -> None:
        young = tmp_path / f"{PREFIX}young"
        young.mkdir()

        throwaway._sweep(tmp_path)

        assert young.exists()

    def test_spares_a_run_that_is_going_on(self) -> None:
        with throwaway_server() as cluster:
            age(cluster.folder, YOUNG_SECONDS + 1)

            throwaway._sweep(cluster.folder.parent)

            assert (cluster.data / "PG_VERSION").exists()

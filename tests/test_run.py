"""The one entry: what it installs, when, and what it says where it cannot."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
RUN = ROOT / "run.py"

# It makes the environment with one file in it, and notes what it was asked.
UV = """#!/bin/sh
echo "$*" >> "{log}"
sleep {seconds}
if [ "$1" = venv ]; then
  mkdir -p .venv/bin
  printf '#!/bin/sh\\necho "$@"\\n' > .venv/bin/python
  chmod +x .venv/bin/python
fi
echo "{words}"
exit {code}
"""


@pytest.fixture
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", RUN)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Clone:
    """A clone with nothing installed, and an installer that only pretends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "installer.log"
        self.folder.mkdir()
        shutil.copy(RUN, folder)
        for name in ("requirements.lock", "requirements-dev.lock"):
            (folder / name).write_text(f"# {name}\n")
        self.bring_uv()

    def bring_uv(self, *, seconds: float = 0, code: int = 0, words: str = "") -> None:
        path = self.folder / "bin" / "uv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            UV.format(log=self.log, seconds=seconds, code=code, words=words)
        )
        path.chmod(0o755)

    def start(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "run.py", *words],
            cwd=self.folder,
            env={"PATH": f"{self.folder / 'bin'}:/usr/bin:/bin", **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str) -> tuple[int, str, str]:
        process = self.start(*words)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def steps(self) -> list[str]:
        """Return what the installer was asked since the last look."""
        if not self.log.exists():
            return []
        asked = self.log.read_text().splitlines()
        self.log.unlink()
        return [
            "make" if words.startswith("venv") else words.rpartition("/")[2]
            for words in asked
        ]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path / "a clone")


class TestInstalling:
    def test_happens_once(self, clone: Clone) -> None:
        clone.run("manage", "check")
        assert clone.steps() == ["make", "requirements.lock"]

        code, out, err = clone.run("manage", "check")

        assert (code, err) == (0, "")
        assert out == "-P -m safehold.config.commands manage check\n"
        assert clone.steps() == []

    def test_adds_the_tools_of_development_to_what_is_there(self, clone: Clone) -> None:
        clone.run("manage")
        clone.steps()

        clone.run("test")
        assert clone.steps() == ["requirements-dev.lock"]

        clone.run("manage")
        assert clone.steps() == []

    def test_begins_afresh_for_another_lock(self, clone: Clone) -> None:
        clone.run("manage")
        clone.steps()
        (clone.folder / "requirements.lock").write_text("# newer\n")

        clone.run("manage")

        assert clone.steps() == ["make", "requirements.lock"]

    def test_begins_afresh_after_one_that_was_broken_off(self, clone: Clone) -> None:
        clone.run("manage")
        clone.steps()
        (clone.folder / ".local" / "installing").touch()

        _, _, err = clone.run("manage")

        assert "broken off" in err
        assert clone.steps() == ["make", "requirements.lock"]

    def test_is_waited_for_by_a_second_start(self, clone: Clone) -> None:
        clone.bring_uv(seconds=0.5)
        first = clone.start("manage")
        while not clone.log.exists():
            time.sleep(0.01)

        code, _, err = clone.run("manage")

        assert (code, first.wait(10)) == (0, 0)
        first.communicate()
        assert "waiting for it" in err
        assert clone.steps() == ["make", "requirements.lock"]

    def test_needs_no_development_tools_to_serve(self) -> None:
        def pins(name: str) -> set[str]:
            lines = (ROOT / name).read_text().splitlines()
            return {line.split()[0] for line in lines if "==" in line}

        assert pins("requirements.lock") <= pins("requirements-dev.lock")


class TestWhatStandsInTheWay:
    def test_is_the_network_where_neither_uv_nor_pip_can_install(
        self, clone: Clone
    ) -> None:
        (clone.folder / "requirements.lock").write_text(
            f"a==1 --hash=sha256:{64 * '0'}\n"
        )
        clone.bring_uv(code=2, words="error: unexpected argument '--clear' found")
        nobody_listens = "http://127.0.0.1:1/"

        process = clone.start(
            "manage", PIP_CONFIG_FILE=os.devnull, PIP_INDEX_URL=nobody_listens
        )
        out, err = process.communicate(timeout=120)

        assert (process.returncode, out) == (1, "")
        assert "uv could not do it: going on with pip ..." in err
        assert "could not be downloaded: Safehold needs the network" in err
        assert "Traceback" not in err

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ("error sending request for url", "needs the network"),
            ("No space left on device (os error 28)", "The disk is full"),
            ("THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that was locked"),
            ("Hash mismatch for a==1", "not the one that was locked"),
            ("error: no such option", "error: no such option"),
        ],
    )
    def test_is_told_in_a_sentence(
        self, run: ModuleType, words: str, sentence: str
    ) -> None:
        told = run.why(f"Many words\n{words}\n")

        assert sentence in told
        assert "\n" not in told

    def test_is_that_debian_keeps_half_of_venv_elsewhere(
        self, run: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

        with pytest.raises(run.CannotInstall, match="apt-get install python3-venv"):
            run.demand_ensurepip()

    def test_is_an_old_python(
        self, run: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(run, "OLDEST_PYTHON", (4, 0))

        with pytest.raises(
            SystemExit, match=r"needs Python 4\.0 or newer and this is 3"
        ):
            run.main()

    def test_can_be_told_by_any_python_3(self) -> None:
        ast.parse(RUN.read_text(), feature_version=(3, 6))


class TestCommands:
    @pytest.mark.parametrize("word", ["help", "--help", "-h"])
    def test_are_listed_without_installing_anything(
        self, clone: Clone, word: str
    ) -> None:
        code, out, _ = clone.run(word)

        assert code == 0
        assert "run.py test [args]" in out
        assert clone.steps() == []

    def test_that_do_not_exist_are_named(self, clone: Clone) -> None:
        code, _, err = clone.run("sevre")

        assert code == 1
        assert "There is no command 'sevre'." in err
        assert clone.steps() == []

    def test_are_the_same_on_both_sides(self, run: ModuleType) -> None:
        from safehold.config.commands import COMMANDS

        assert set(run.LOCKS) == set(COMMANDS)

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from safehold.web import assets

BUILT = assets.BUILD / "static"


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    assets.build(assets.PROJECT, assets.SOURCES, assets.BUILD)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of everything that the styles are built from."""
    for name in (*assets.NPM_FILES, assets.NODE_LOCK):
        shutil.copyfile(assets.PROJECT / name, tmp_path / name)
    shutil.copytree(assets.SOURCES, tmp_path / "sources")
    return tmp_path


def finished(code: int, words: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess([], code, stdout=words, stderr="it said why")


class TestWhatIsBuilt:
    def test_is_what_the_pages_ask_for(self) -> None:
        names = {path.name for path in BUILT.iterdir()}

        assert names == {
            "safehold.css",
            "safehold.js",
            "enable.js",
            "passkeys.js",
            "govuk-frontend.min.js",
            "accessible-autocomplete.min.js",
            "favicon.svg",
            "licences.txt",
        }

    @pytest.mark.parametrize("trace", ["gds transport", "woff", "crown", "crest"])
    def test_carries_no_branding_of_the_government(self, trace: str) -> None:
        for path in BUILT.iterdir():
            assert trace not in path.name.lower()
            if path.suffix != ".txt":
                assert trace not in path.read_text().lower(), path.name

    def test_fetches_nothing(self) -> None:
        sheet = (BUILT / "safehold.css").read_text()

        assert "url(" not in sheet
        assert "@import" not in sheet
        assert "sourceMappingURL" not in (BUILT / "govuk-frontend.min.js").read_text()

    def test_lets_the_brand_colour_be_set(self) -> None:
        sheet = (BUILT / "safehold.css").read_text()

        assert "var(--govuk-brand-colour" in sheet
        assert "var(--safehold-brand-text-colour" in sheet


class TestTheLock:
    def test_names_no_registry(self) -> None:
        lock = json.loads((assets.PROJECT / "package-lock.json").read_text())

        assert [name for name, it in lock["packages"].items() if "resolved" in it] == []

    def test_pins_every_package_by_its_hash(self) -> None:
        lock = json.loads((assets.PROJECT / "package-lock.json").read_text())

        packages = {name: it for name, it in lock["packages"].items() if name}
        assert [name for name, it in packages.items() if "integrity" not in it] == []


class TestBuild:
    def test_does_nothing_where_nothing_changed(self) -> None:
        assert not assets.build(assets.PROJECT, assets.SOURCES, assets.BUILD)

    @pytest.mark.parametrize("changed", ["sources/_shell.scss", "package.json"])
    def test_is_due_once_an_input_changes(self, project: Path, changed: str) -> None:
        before = assets.digest(project, project / "sources")

        with (project / changed).open("a") as file:
            file.write("\n")

        assert assets.digest(project, project / "sources") != before

    def test_is_due_where_the_output_was_deleted(self, project: Path) -> None:
        (project / "static").mkdir()
        stamp = assets.digest(project, project / "sources")
        (project / "static.stamp").write_text(stamp)

        assert not assets.is_current(project, project / "sources", project)

    def test_compiles_with_the_packages_already_there(self, project: Path) -> None:
        target = project / "build"
        packages = target / "npm"
        packages.mkdir(parents=True)
        shutil.copy(assets.BUILD / "npm" / "installed", packages)
        (packages / "node_modules").symlink_to(assets.BUILD / "npm" / "node_modules")
        sheet = project / "sources" / "_print.scss"
        sheet.write_text(sheet.read_text() + "\n.changed { color: red; }\n")

        assert assets.build(project, project / "sources", target)

        assert ".changed{color:red}" in (target / "static/safehold.css").read_text()
        assert assets.is_current(project, project / "sources", target)


class TestWhatStandsInTheWay:
    """Each is one sentence, and leaves the stamp unset for the next run."""

    @pytest.fixture
    def no_node(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(assets.shutil, "which", lambda _name: None)
        monkeypatch.setattr(assets, "_node_from_wheel", lambda: None)

    @pytest.fixture
    def node(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = assets.Node(Path("/usr/bin/node"), ("npm",))
        monkeypatch.setattr(assets, "find_node", lambda *_: found)

    def refusal(self, project: Path) -> str:
        with pytest.raises(assets.NotBuilt) as raised:
            assets.build(project, project / "sources", project / "build")
        assert not (project / "build" / "static.stamp").exists()
        return str(raised.value)

    @pytest.mark.usefixtures("no_node")
    def test_no_node_and_no_network(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(assets, "_run", lambda *_, **__: finished(1))

        sentence = self.refusal(project)

        assert sentence.startswith("There is no Node 20 or newer here")
        assert sentence.endswith("assets.log).")
        log = project / "build" / "assets.log"
        assert log.read_text() == "it said why"

    def test_a_node_too_old_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(assets.shutil, "which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr(assets, "_run", lambda *_, **__: finished(0, "v18.20.4\n"))

        assert assets._node_on_path() is None

    @pytest.mark.usefixtures("node")
    def test_npm_cannot_install(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(assets, "_run", lambda *_, **__: finished(1))

        assert self.refusal(project).startswith("npm could not install")

    def test_a_missing_file_is_named(self, project: Path) -> None:
        (project / "package-lock.json").unlink()

        assert self.refusal(project) == (
            "package-lock.json is missing, so the styles cannot be built."
        )

    def test_main_says_it_and_fails(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def build(*_: Path) -> bool:
            raise assets.NotBuilt("There is no Node here.")

        monkeypatch.setattr(assets, "build", build)

        assert assets.main() == 1
        assert capsys.readouterr().err == "There is no Node here.\n"

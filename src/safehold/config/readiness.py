"""Have a database that is running, up to date and, in a demonstration, filled.

DATABASE_URL names a database of your own; without it the embedded one is used.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from safehold.config import environment, fitness, home, migrating
from safehold.config.embedded import account, binaries
from safehold.config.embedded.cluster import Cluster
from safehold.config.embedded.lease import Lease, lease
from safehold.config.embedded.server import Server
from safehold.config.obstacles import Obstacle

PACKAGE = home.ROOT / "src" / "safehold"
MIGRATIONS = "apps/*/migrations/*.py"
DEMONSTRATION = ("cli/demonstration/**/*", "cli/management/commands/load_demo*.py")

# Any number, the same for all: those who prepare the database take turns by it.
TURN = 0x5AFE401D

Say = Callable[[str], None]


@contextmanager
def database(say: Say) -> Iterator[Lease | None]:
    """Have a database running inside the block, and the environment lead to it.

    Shape:  the lease is None where the database is your own.
    Raises: Obstacle.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = migrating.SETTINGS_MODULE
    if os.environ.get("DATABASE_URL"):
        _demand_a_key()
        yield None
        return
    os.environ.setdefault("SAFEHOLD_DEMONSTRATION", "yes")
    fitness.demand_no_embedded_server_in_production()
    owner = account.of_the_server()
    cluster = Cluster(home.folder() / "postgresql", owner, binaries.find(owner))
    with lease(Server(cluster), say) as held:
        os.environ["DATABASE_URL"] = held.addresses.application
        os.environ["SAFEHOLD_OWNER_DATABASE_URL"] = held.addresses.owner
        os.environ.setdefault("SAFEHOLD_SECRET_KEY", cluster.secret("signing"))
        # It listens to this machine only, where nothing is overheard.
        os.environ.setdefault("SAFEHOLD_HTTPS", "no")
        yield held


def prepare(say: Say) -> None:
    """Migrate the database and load the demonstration, where that is not done yet.

    Raises: Obstacle, also where that would need the owner's address, and where the
            service may not run on this database.
    """
    _bring_up_to_date(say)
    fitness.demand(os.environ["DATABASE_URL"])


def _bring_up_to_date(say: Say) -> None:
    wanted = _wanted()
    if _done(os.environ["DATABASE_URL"]) == wanted:
        return
    owner_url = os.environ.get("SAFEHOLD_OWNER_DATABASE_URL", "")
    if not owner_url:
        raise Obstacle(
            "The database is of another version than the code: give the address of "
            "the role that owns its tables in SAFEHOLD_OWNER_DATABASE_URL."
        )
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [TURN])
        if _done(owner_url) != wanted:
            say("Bringing the database up to date ...")
            migrating.migrate(owner_url, "--verbosity=0")
            if is_demonstration():
                say("Loading the London demonstration ...")
                _load_demonstration()
            _note(owner, wanted)


def _wanted() -> str:
    """Return what the database must have been prepared with."""
    patterns = (MIGRATIONS, *(DEMONSTRATION if is_demonstration() else ()))
    total = hashlib.sha256()
    for path in sorted({path for each in patterns for path in PACKAGE.glob(each)}):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(f"{path.relative_to(PACKAGE)}\0".encode() + path.read_bytes())
    return f"prepared with {total.hexdigest()}"


def _done(url: str) -> str:
    """Return what the database says it was prepared with.

    The note is a comment on the database, so it comes and goes with the data.
    """
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            found = connection.execute(
                "SELECT shobj_description(oid, 'pg_database') FROM pg_database "
                "WHERE datname = current_database()"
            ).fetchone()
    except psycopg.OperationalError as refused:
        raise Obstacle(f"The database cannot be reached: {refused}") from refused
    return str(found[0]) if found else ""


def _note(owner: psycopg.Connection, prepared: str) -> None:
    owner.execute(
        sql.SQL("COMMENT ON DATABASE {} IS {}").format(
            sql.Identifier(owner.info.dbname), sql.Literal(prepared)
        )
    )


def is_demonstration() -> bool:
    """Return whether invented people may sign in by a password everybody knows."""
    return environment.flag("SAFEHOLD_DEMONSTRATION", default=False)


def _load_demonstration() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "django", "load_demonstration"],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode != 0:
        raise Obstacle("The demonstration could not be loaded: see above.")


def _demand_a_key() -> None:
    if not os.environ.get("SAFEHOLD_SECRET_KEY"):
        raise Obstacle(
            "With a database of your own the service signs with a key of your own: "
            "set SAFEHOLD_SECRET_KEY to fifty random characters."
        )

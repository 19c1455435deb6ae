"""The settings as the service has them: those of systemd's unit and of its file, which this shell does not have."""

import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import OperatorError
from bot.settings import Settings, read_settings

FILE, UNIT = Path("/etc/roadmate.env"), Path("/etc/systemd/system/roadmate.service")
"""Where deploy/roadmate.service is installed, and where it has the settings."""

STDIN = Path("-")
"""Named in the place of a file that only root may read."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written down for the service, by name, and where; empty where nothing was."""

    values: Mapping[str, str]
    where: str = ""


def written_for_the_service(env: Path | None = None) -> Written:
    """What the named file says, or systemd's where there is one; it goes before this shell's environment, which goes before the
    unit's. Raises OperatorError where it cannot be read."""
    file = env or (FILE if FILE.exists() else None)
    if file is None:
        return Written({})
    unit = dict(_unit()) if UNIT.exists() else {}
    here = {name: value for name, value in os.environ.items() if value}
    return Written({**unit, **here, **dict(_lines(_read(file)))}, "the standard input" if file == STDIN else str(file))


def read_service_settings(env: Path | None = None) -> Settings:
    """The settings made of it; where nothing is written for a service, or it is not for this user to read and this shell says which
    database is meant, those in force here. Raises OperatorError."""
    try:
        written = written_for_the_service(env)
    except OperatorError:
        if env or not os.environ.get("DATABASE_URL"):
            raise
        written = Written({})
    return read_settings(written.values, written.where)


def _read(file: Path) -> str:
    try:
        return sys.stdin.read() if file == STDIN else file.read_text(encoding="utf-8")
    except PermissionError:
        fix = f"run: sudo cat {shlex.quote(str(file))} | roadmate {' '.join(sys.argv[1:2])} --env -"
        raise OperatorError(f"the service's settings in {file} are not for this user to read", fix) from None
    except (OSError, UnicodeDecodeError):
        raise OperatorError(f"{file} cannot be read", "let it be a readable text file, or name another") from None


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The values in a file of settings, without quotes around them; what is empty is not set."""
    for line in text.splitlines():
        name, _, value = (part.strip() for part in line.partition("="))
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        if value and not name.startswith(("#", ";")):
            yield name.removeprefix("export ").strip(), value


def _unit() -> Iterator[tuple[str, str]]:
    """What the unit sets itself. Raises OperatorError where it cannot be read."""
    try:
        lines = UNIT.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        raise OperatorError(f"{UNIT} cannot be read", "let it be a text file that this user may read") from None
    for line in lines:
        key, _, values = line.strip().partition("=")
        for value in _words(values) if key == "Environment" else ():
            yield from _lines(value)


def _words(values: str) -> list[str]:
    """None of a line whose quotes have no end: systemd leaves it out, and goes on."""
    try:
        return shlex.split(values)
    except ValueError:
        return []

"""The database brought up to date for whoever starts the program: told of, and kept as it was where it is a file."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from bot.store.address import PLAIN, address
from bot.store.schema import head, migrate

Say = Callable[[str], object]

BY_A_DUMP = "To go back, restore your last dump with the earlier release."


def bring_up_to_date(url: str, say: Say) -> bool:
    """Migrate; True if anything had to be done. For a database that holds something a line says so before, and one
    afterwards how long it took and how to go back: one that is a file was backed up first, beside itself.

    Raises OperatorError, and then the database is as it was.
    """
    began: list[float] = []

    def before(at: str) -> None:
        began.append(monotonic())
        say(f"Bringing the database up to date, from {at} to {head()}: seconds as a rule, minutes for a large one.")
        if kept := _kept(url):
            from bot.store.backup import backup  # noqa: PLC0415 - few starts need it

            backup(url, kept, force=True)

    changed = migrate(url, before=before)
    if began:
        say(f"The database is up to date after {monotonic() - began[0]:.1f} s. {_way_back(_kept(url))}")
    return changed


def _kept(url: str) -> Path | None:
    """Where the database is kept as it was. Always the same file for one revision, so that a start that fails again and
    again does not fill the disk; None where it is no file."""
    parsed = address(url, PLAIN)
    if parsed.get_backend_name() != "sqlite":
        return None
    database = Path(parsed.database or "").absolute()
    return database.with_name(f"{database.name}.before-{head()}")


def _way_back(kept: Path | None) -> str:
    if kept is None:
        return BY_A_DUMP
    return f"To go back, stop the bot, install the earlier release, and run: roadmate restore {kept}"

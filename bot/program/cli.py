"""``roadmate …``: chat, run, migrate, backup, restore, simulate, doctor, stats, say …"""

import argparse
import asyncio
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import OperatorError
from bot.program.loading import loading

if TYPE_CHECKING:
    from bot.settings import Settings

MOST = 100_000
"""Of learners or weeks in a simulation."""

PRIVATE = 0o077
"""What is taken from the rights of every file that is made: nobody but its owner has any."""


def main(arguments: list[str] | None = None) -> int:
    """The program; returns its exit status: 0 fine, 1 something for the operator to mend, 2 unusable arguments."""
    os.umask(os.umask(PRIVATE) | PRIVATE)
    options = _parser().parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    try:
        return int(options.run(options))
    except OperatorError as error:
        print(f"roadmate: {error}", file=sys.stderr)
        return 1
    except (BrokenPipeError, ExceptionGroup) as error:
        if not _says_that_nobody_listens(error):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing can be said, not even at the exit
        return 1


def _says_that_nobody_listens(error: Exception) -> bool:
    """Whether all that went wrong is that whoever read our output has left."""
    if isinstance(error, ExceptionGroup):
        return error.split(BrokenPipeError)[1] is None
    return isinstance(error, BrokenPipeError)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("roadmate", description="A study mate that keeps a learning roadmap live.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and leave")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    chat = commands.add_parser("chat", help="talk with the bot in this terminal")
    chat.add_argument("--demo", action="store_true", help="on a throw-away database, with a clock you move: @ +7d")
    chat.set_defaults(run=_chat)
    commands.add_parser("run", help="serve every platform that has a token, and send nudges").set_defaults(run=_run)
    commands.add_parser("migrate", help="bring the database up to date").set_defaults(run=_migrate)
    backup = commands.add_parser("backup", help="copy the SQLite database to a file, even while the bot runs")
    backup.add_argument("file", metavar="FILE", type=Path)
    backup.add_argument("--force", action="store_true", help="overwrite the file")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser(
        "restore", help="put a backup in the place of the SQLite database; stop the bot first"
    )
    restore.add_argument("file", metavar="FILE", type=Path)
    restore.set_defaults(run=_restore)
    db = commands.add_parser("db", help="the database as a whole").add_subparsers(required=True, metavar="WHAT")
    copying = db.add_parser(
        "copy", help="copy everything into an empty database, SQLite or PostgreSQL; stop the bot first"
    )
    copying.add_argument("--to", required=True, metavar="URL", help="written as DATABASE_URL is")
    copying.set_defaults(run=_copy)
    bring = commands.add_parser("import", help="show what a file says as a roadmap; with --yes put it on the shelf")
    bring.add_argument("file", metavar="FILE", type=Path, help="Markdown, CSV, .xlsx, YAML, JSON, org, OPML …")
    bring.add_argument("--reading", type=_count, default=1, metavar="N", help="which of the readings shown; the first")
    bring.add_argument("--stages", type=_numbers, metavar="1,3-5", help="take these stages alone")
    bring.add_argument(
        "--ticks", action=argparse.BooleanOptionalAction, default=True, help="take the document's own ticks"
    )
    bring.add_argument("--yes", action="store_true", help="store it, as a new version where its slug is there already")
    bring.add_argument("--json", action="store_true", help="print it in the form of docs/roadmap-format.md")
    bring.add_argument("--slug", help="its short name, made of its title unless said")
    bring.add_argument("--same", action="append", default=[], metavar="TOPIC", help="a topic's slug that was renamed")
    bring.set_defaults(run=_bring)
    simulate = commands.add_parser(
        "simulate", help="live through weeks with learners that are not there, and check them"
    )
    simulate.add_argument("--learners", type=_count, default=500, help="how many; 500 unless said")
    simulate.add_argument("--weeks", type=_count, default=30, help="how long; 30 unless said")
    simulate.add_argument("--seed", type=int, default=7, help="the same seed tells the same story")
    simulate.add_argument("--start", type=date.fromisoformat, default=date(2027, 2, 1), help="the first day")
    simulate.add_argument("--learner", type=_count, help="show everything this one said and was sent")
    simulate.add_argument("--life", metavar="HABIT", help="show everything that one of the ten lives said and was sent")
    simulate.set_defaults(run=_simulate)
    doctor = commands.add_parser("doctor", help="check settings, database, tokens, clock and zones")
    _reads_the_services(doctor)
    doctor.set_defaults(run=_doctor)
    _operators(commands)
    nudges = commands.add_parser("nudges", help="the ledger of nudges: a learner's, or those that failed")
    which = nudges.add_mutually_exclusive_group(required=True)
    which.add_argument("learner", nargs="?", type=int, metavar="LEARNER", help="a learner's number, as in the logs")
    which.add_argument("--group", type=int, metavar="GROUP", help="a study group's number, as in the logs")
    which.add_argument("--failed", action="store_true", help="list the nudges that failed")
    which.add_argument("--retry", action="store_true", help="send the failed ones again")
    nudges.set_defaults(run=_nudges)
    return parser


def _reads_the_services(parser: argparse.ArgumentParser) -> None:
    """Of a command about the service: its settings are those that the service has."""
    parser.add_argument(
        "--env",
        type=Path,
        metavar="FILE",
        help="the service's settings, - for the standard input; /etc/roadmate.env where there is one",
    )


def _operators(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """What operators may type in their chat as well."""
    for name, about in ABOUT_ALL.items():
        look = commands.add_parser(name, help=about)
        _reads_the_services(look)
        look.set_defaults(run=_look_at_all, what=name)
    for name, (about, metavar) in ABOUT_ONE.items():
        one = commands.add_parser(name, help=about)
        one.add_argument("said", metavar=metavar)
        _reads_the_services(one)
        one.set_defaults(run=_act_on_one, what=name)
    say = commands.add_parser("say", help="tell every learner something; without --yes only show whom it would reach")
    say.add_argument("said", metavar="TEXT")
    say.add_argument("--yes", action="store_true", help="send it")
    _reads_the_services(say)
    say.set_defaults(run=_say)


ABOUT_ALL = {
    "stats": "learners, groups, facts, nudges and incidents, in figures",
    "acts": "what operators did in the last 90 days",
}
ABOUT_ONE = {
    "block": ("answer an account no more", "platform:number"),
    "unblock": ("answer it again", "platform:number"),
    "learner": ("a learner in dates and counts", "NUMBER"),
    "group": ("a study group in dates and counts", "NUMBER"),
}


def _count(said: str) -> int:
    if not 1 <= (number := int(said)) <= MOST:
        raise argparse.ArgumentTypeError(f"{said} is not between 1 and {MOST}")
    return number


def _numbers(said: str) -> tuple[int, ...]:
    """ "1,3-5" as 1, 3, 4 and 5, all of them counts."""
    found: list[int] = []
    for part in said.split(","):
        first, _, last = part.partition("-")
        found += range(_count(first), _count(last or first) + 1)
    if not found:
        raise argparse.ArgumentTypeError(f"{said} are no numbers such as 1,3-5")
    return tuple(found)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        parser.exit(message=f"roadmate {version('roadmate')}\n")


# The imports below wait until they are needed: a newcomer's first answer should come at once.


def _tell(line: str) -> None:
    """A line for the operator that is no part of what was asked for."""
    print(f"roadmate: {line}", file=sys.stderr)


def _chat(options: argparse.Namespace) -> int:
    with loading():
        from bot.program import chat
        from bot.settings import read_settings

    asyncio.run(chat.chat(read_settings(), _tell, demo=options.demo))
    return 0


def _run(_: argparse.Namespace) -> int:
    with loading():
        import structlog

        from bot import app, logs
        from bot.program.migration import bring_up_to_date
        from bot.settings import read_settings
        from bot.store.draft_files import sweep_beside

    settings = read_settings()
    logs.set_up(settings.log_level)
    log = structlog.get_logger()
    sweep_beside(settings.database_url)
    bring_up_to_date(settings.database_url, lambda line: log.warning("database.migrating", told=line))
    asyncio.run(app.run(settings))
    return 0


def _migrate(_: argparse.Namespace) -> int:
    from bot.program.migration import bring_up_to_date
    from bot.settings import read_settings

    changed = bring_up_to_date(read_settings().database_url, _tell)
    print("The database was brought up to date." if changed else "The database is up to date.")
    return 0


def _nudges(options: argparse.Namespace) -> int:
    with loading():
        from bot.program import nudges
        from bot.program.migration import bring_up_to_date
        from bot.settings import read_settings

    settings = read_settings()
    bring_up_to_date(settings.database_url, _tell)
    if options.failed:
        look = nudges.failed(settings)
    elif options.retry:
        look = nudges.retry(settings)
    elif options.group is not None:
        look = nudges.of_group(settings, options.group)
    else:
        look = nudges.of_learner(settings, options.learner)
    for line in asyncio.run(look):
        print(line)
    return 0


def _of_the_service(options: argparse.Namespace) -> "Settings":
    """The service's settings, on a database that is up to date."""
    with loading():
        from bot.program.migration import bring_up_to_date
        from bot.service import read_service_settings

    settings = read_service_settings(options.env)
    bring_up_to_date(settings.database_url, _tell)
    return settings


def _look_at_all(options: argparse.Namespace) -> int:
    with loading():
        from bot.program import operating

    print(asyncio.run(operating.about_all(_of_the_service(options), options.what)))
    return 0


def _act_on_one(options: argparse.Namespace) -> int:
    with loading():
        from bot.program import operating

    print(asyncio.run(operating.about_one(_of_the_service(options), options.what, options.said)))
    return 0


def _say(options: argparse.Namespace) -> int:
    with loading():
        from bot.program import operating

    print(asyncio.run(operating.say(_of_the_service(options), options.said, sure=options.yes)))
    return 0


def _backup(options: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.store.backup import backup

    backup(read_settings().database_url, options.file, force=options.force)
    print(f"The backup is in {options.file}.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.store.backup import restore

    restored = restore(read_settings().database_url, options.file)
    if not restored.was_sealed:
        print(
            f"roadmate: {options.file} carries no checksum: an older release wrote it, or something has changed it since. "
            "It is whole, but single letters and numbers may be wrong.",
            file=sys.stderr,
        )
    print(f"Restored. The earlier database is kept as {restored.kept}." if restored.kept else "Restored.")
    return 0


def _bring(options: argparse.Namespace) -> int:
    with loading():
        from bot.program import import_
        from bot.program.migration import bring_up_to_date
        from bot.settings import read_settings

    settings = read_settings()
    read = import_.understand(options.file, import_.Choice(options.reading, options.stages, options.ticks))
    if options.json:
        print(import_.as_json(read))
    if options.yes or not options.json:
        bring_up_to_date(settings.database_url, _tell)
    if not options.json:
        print(asyncio.run(import_.tell(settings, read, options.slug, frozenset(options.same))))
    if options.yes:
        print(asyncio.run(import_.keep(settings, read, options.slug, frozenset(options.same))))
    return 0


def _copy(options: argparse.Namespace) -> int:
    from bot.settings import read_settings
    from bot.store.transfer import copy

    copied = copy(read_settings().database_url, options.to)
    for table in copied:
        print(f"{table.table}: {table.rows} rows, checksum {table.checksum[:16]} on both sides")
    print("Copied. Set DATABASE_URL to the new database, then start the bot.")
    return 0


def _simulate(options: argparse.Namespace) -> int:
    with loading():
        from rich.console import Console

        from bot import logs
        from simulation import invariants, lives, run, summary

    logs.set_up("ERROR")
    record = run.simulate(run.Setup(options.learners, options.weeks, options.seed, options.start))
    console, found = Console(highlight=False), invariants.broken(record)
    if story := next((story for story in record.stories if story.user == options.learner), None):
        summary.tell(console, story)
    summary.show(console, record, found)
    ten = lives.lived(options.start, options.weeks)
    for life in ten:
        if life.habit.name == options.life:
            summary.tell_life(console, life)
    summary.show_measures(console, ten)
    return 1 if found else 0


def _doctor(options: argparse.Namespace) -> int:
    with loading():
        from bot.program import doctor

    findings = asyncio.run(doctor.examine(options.env))
    for finding in findings:
        print(finding)
    return 0 if all(finding.fine for finding in findings) else 1

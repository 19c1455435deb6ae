"""Lines that learners type, each with the effect it should have: no fact is wrong, and nearly all are understood."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.chat.library import default_roadmap
from bot.store import Database
from tests.said.reading import outcome, world
from tests.said.walking import LINES, Example, Tally, Walk, examples, fits

FILES = sorted(LINES.glob("*.jsonl"))
TITLES = {topic.slug: topic.title for topic in default_roadmap().topics}
LEAST_RIGHT = 0.95


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_lines_do_what_they_say_or_are_asked_about(
    path: Path, sqlite_url: str, record_property: Callable[[str, object], None]
) -> None:
    database = Database(sqlite_url)
    walk, tally = Walk(database), Tally()
    misread: list[str] = []
    try:
        for example in examples(path):
            answer, said = await walk.answer(example)
            misread += [f"{example.id}: {line}" for line in await said.typed() if not _is_read(line, example)]
            if await fits(example, answer, said, TITLES):
                tally.right += 1
            else:
                told = f"{example.id} {example.line!r}: {[_shown(row) for row in answer.facts]} {answer.text!r}"
                (tally.wrong if answer.facts else tally.asked).append(told)
    finally:
        await database.close()
    record_property("figure", f"lines, {path.stem}: {tally}")
    assert not tally.wrong, "\n".join(tally.wrong)
    assert tally.share >= LEAST_RIGHT, "\n".join(tally.asked)
    assert misread == [], "which the buttons of the answers type"


def _is_read(line: str, example: Example) -> bool:
    """Whether what a button types is understood whole."""
    return isinstance(outcome(line, world(now=example.now)), tuple)


def _shown(row: dict[str, object]) -> dict[str, object]:
    kept = ("kind", "day", "topic", "back", "minutes", "note", "link")
    return {key: str(row[key]) for key in kept if row[key]}

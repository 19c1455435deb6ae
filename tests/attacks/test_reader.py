"""Files made to be hard to read: each is answered soon, with a reason, and holds up nobody but whoever sent it."""

import asyncio
import json
from time import process_time

import pytest

from bot.files.reader import MOST_WAITING, WORKER, read
from bot.files.signs import READY
from bot.sandbox.process import end, start
from bot.texts import faults as texts
from roadmap.errors import Fault, RoadmapFaults
from roadmap.reading.readings import read_any

BUDGET = 4.0
"""Seconds of a processor, on a slow and busy machine. Before its bound each took up to all that a reader is given."""

ROOM = 512 * 1024


def filled(unit: str) -> str:
    return unit * ((ROOM - 100) // len(unit.encode()))


WIDE = "title," + ",".join(f"{n:x}" for n in range(60_000)) + "\na" + ",1" * 60_000 + "\n"
MERGES = "a: &a {" + ",".join(f"k{n}: v" for n in range(3999)) + "}\nl:\n" + "- {<<: *a}\n" * 10_000

HARD = {
    "a sheet of 60,000 columns": ("wide.csv", WIDE, "too many columns"),
    "a table of 20,000 columns": (
        "wide.md",
        "| Topic |" + " c |" * 20_000 + "\n|" + "-|" * 20_001 + "\n| a |\n",
        "too many columns",
    ),
    "a line of commas that never ends": ("no-name", filled("a,"), "no topics"),
    "a text that never ends": ("open.json", '{"a":"' + '\\"' * 250_000, "unreadable json"),
    "keys by the ten thousand": ("keys.json", json.dumps({f"k{n}": "v" for n in range(30_000)}), "too many keys"),
    "merges of merges": ("merges.yaml", MERGES, "too many values"),
    "an alias of aliases": (
        "aliases.yaml",
        "a: &a [" + "x," * 900 + "]\n" + "".join(f"k{n}: *a\n" for n in range(54)),
        None,
    ),
    "links by the ten thousand": (
        "links.md",
        "- [ ] a\n" + "".join(f"  - [x](http://a.b/{n})\n" for n in range(8_000)),
        "too many entries",
    ),
    "lists within lists on each line": ("lists.md", "- - - - - - - - - a\n" * 19_000, "too many signs"),
    "quotes within quotes on each line": ("quotes.md", (">" * 20 + " a\n") * 19_000, "too many signs"),
    "nothing but signs": ("signs.md", "- [ ] " + filled("*_"), "too many signs"),
    "brackets that stay open": ("open.md", ("- [ ] " + "![a](" * 90 + "\n") * 500, None),
    "brackets within brackets": ("nested.md", ("- [ ] " + "[" * 45 + "a" + "]" * 45 + "\n") * 1000, None),
    "markup that stays open": ("html.md", ("- [ ] " + "<!--" * 100 + "\n") * 480, None),
    "empty lines before a word": ("no-name", "\n" * 5000 + "|", "no topics"),
    "headings under each other": (
        "weeks.md",
        "".join(f"# S{n}\n## Week {n}: a\n" for n in range(4100)),
        "too many topics",
    ),
    "names that are nearly alike": (
        "alike.csv",
        "title,prerequisites\n"
        + "".join(f'a 1 b{n},"{", ".join(f"a 1 c{m}" for m in range(12))}"\n' for n in range(1000)),
        None,
    ),
    "a title of spans": ("spans.csv", "title\n" + f"a {'(1 week) ' * 25}\n" * 600, None),
}


@pytest.mark.parametrize(("name", "text", "kind"), HARD.values(), ids=HARD)
def test_a_file_made_to_be_hard_takes_little_time(name: str, text: str, kind: str | None) -> None:
    begun, refused = process_time(), None
    try:
        read_any(text, name=name)
    except RoadmapFaults as faults:
        refused = faults.faults[0].kind
    assert process_time() - begun < BUDGET
    assert refused == kind


async def test_a_sheet_of_60000_columns_is_refused_in_words_with_its_number() -> None:
    with pytest.raises(RoadmapFaults) as refused:
        await read(WIDE.encode(), "wide.csv")
    assert refused.value.faults == (Fault(1, "too many columns", "60001"),)
    assert "60,001 columns, and I read up to 200" in texts.refused(refused.value)


@pytest.mark.drill
@pytest.mark.parametrize("accounts", [1, 30])
async def test_a_small_file_waits_for_none_of_the_large_ones_that_others_sent_before(accounts: int) -> None:
    large, small = b"- [ ] Sets\n\n" + b"word " * 40_000, b"- [ ] Sets\n- [ ] Maps\n"
    async with asyncio.TaskGroup() as group:
        flood = [group.create_task(read(large, "path.md", account=number % accounts)) for number in range(60)]
        await asyncio.sleep(0)
        await read(small, "path.md", account="ann")
        assert sum(one.done() for one in flood) <= 4
        for one in flood:
            one.cancel()


@pytest.mark.drill
async def test_more_files_than_there_is_room_for_are_sent_away_in_words_and_small_ones_are_not() -> None:
    large, small = b"- [ ] Sets\n\n" + b"word " * 40_000, b"- [ ] Sets\n"
    async with asyncio.TaskGroup() as group:
        flood = [group.create_task(outcome(large, f"mallory {number}")) for number in range(MOST_WAITING + 12)]
        await asyncio.sleep(0)
        assert await outcome(small, "ann") == "read"
        sent_away = [one.result() for one in flood if one.done() and one.result() != "read"]
        assert len(sent_away) >= 10
        assert all("Please send it again" in one for one in sent_away)
        for one in flood:
            one.cancel()


async def test_a_reader_that_is_ended_in_the_middle_of_what_it_says_gives_its_place_back() -> None:
    process = await start(WORKER, "read", "path.md")
    assert process.stdin
    assert process.stdout
    await process.stdout.readexactly(len(READY))
    process.stdin.write(b"- [ ] Sets\n\n" + b"word " * 80_000)
    process.stdin.write_eof()
    await process.stdout.readexactly(1)
    await asyncio.sleep(0.2)  # by then more has been said than asyncio takes without being asked
    async with asyncio.timeout(5):
        await end(process)
    assert process.returncode is not None


async def outcome(content: bytes, account: str) -> str:
    try:
        await read(content, "path.md", account=account)
    except RoadmapFaults as faults:
        return texts.refused(faults)
    return "read"

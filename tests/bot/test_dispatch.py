"""The way of a message through the dispatcher: bad input, forged and old buttons, haste, groups, conflicts, bugs."""

import asyncio
import logging
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import timedelta
from io import StringIO
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from bot import logs
from bot.chat.command import Command, command
from bot.chat.context import Context
from bot.chat.reply import Message, Reply
from bot.commands import COMMANDS
from bot.errors import Conflict
from bot.platforms.console.renderer import plain
from bot.store import Database
from bot.store.inbox import NOBODY
from bot.store.rates import Want
from bot.store.tables import updates
from bot.store.values import Imported
from bot.texts.errors import not_yours, used_up
from bot.texts.helps import of
from bot.texts.phrases import lines
from tests.bot.conftest import ANN, BEN, OWLS, Talk
from tests.bot.test_store import take_part
from tests.conftest import BOTH_WHEN_LONG
from tests.laws import tried_on

ENGINES = BOTH_WHEN_LONG

INCIDENT = re.compile(r"incident <code>(?P<number>[0-9a-f]{8})</code>")
SCRIPT = "<script>alert('x')</script> & <b>"
LONG_LINK = f"https://example.org/{'work/' * 20}"


def data_of(message: Message | str | None, label: str) -> str:
    """What the button with this in its label carries."""
    assert isinstance(message, Message)
    return next(key.data for key in message.keys if label in key.label)


# Bad input


@pytest.mark.parametrize(
    "line",
    [
        "x" * 10_000,
        "/done " + "nlp " * 2_500,
        "/checkin \x00",
        "/begin nlp\x1b[31m",
        "\x07",
        "/undo\x7f",
        "/checkin \udcff",
        "",
        "   ",
        "/",
        "/ wombat",
        "//wombat",
        "/done\n\n\n",
        "🦉" * 900,
        "/begin " + "🦉" * 900,
        "/timezone " + "x" * 900,
        "/skills " + "x" * 900,
        "/start " + "x" * 900,
        "/undo " + "9" * 900,
        "/undo ²",
        "/plan from 0000-00-00",
    ],
    ids=lambda line: f"{line[:12]!r} × {len(line)}",
)
async def test_whatever_cannot_be_understood_gets_a_short_answer_and_changes_nothing(talk: Talk, line: str) -> None:
    await talk.say("/start ml-data today")
    before = await talk.rows()
    answer = await talk.say(line)
    assert answer
    assert not INCIDENT.search(answer.text)
    assert 0 < len(plain(answer.text)) < 300
    assert await talk.rows() == before


@pytest.mark.parametrize("line", ["/ status", "//status", "/status!", "/Status", "status?"])
async def test_a_slip_around_a_commands_name_does_no_harm(talk: Talk, line: str) -> None:
    await talk.say("/start ml-data today")
    assert await talk.hear(line) == await talk.hear("/status")


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
async def test_markup_in_a_line_is_shown_and_never_obeyed(talk: Talk, name: str) -> None:
    await talk.say("/start ml-data today")
    for line in (f"/{name} {SCRIPT}", f"/{name}{SCRIPT}"):
        answer = await talk.say(line)
        assert answer
        assert not INCIDENT.search(answer.text)
        assert "<script" not in answer.text
        assert "& <b>" not in answer.text


async def test_a_link_with_a_quote_in_it_stays_inside_its_attribute(talk: Talk) -> None:
    await talk.say('/done nlp https://example.org/"><a/href="https://evil.example')
    topic = await talk.say("/topic nlp")
    assert topic
    assert '"><a' not in topic.text


@pytest.mark.parametrize(
    "line",
    [
        "/done cooking",
        "/done nlp tomorrow",
        "/done nlp 31 april",
        "/done nlp 2027-01-02",
        "/begin cv 3 march 2027",
        "/begin",
        "/skip 99",
        "/undo 99",
        "/checkin 0",
        "/pause until yesterday",
        "/resume",
        "/plan from today",
        "/plan b",
        "/nudges whenever",
        "/snooze forever",
        "/timezone springfield",
        "/skills juggling",
        "/start rust",
        "/help me",
        "/status quo",
    ],
)
async def test_a_refused_command_changes_nothing_at_all(talk: Talk, line: str) -> None:
    for said in ("/start ml-data today", "/begin nlp", "/nudges quiet off"):
        await talk.say(said)
    before = await talk.rows()
    assert await talk.say(line)
    assert await talk.rows() == before


@pytest.mark.parametrize(
    "line",
    [
        "/start",
        "/status",
        "/plan",
        "/next",
        "/today",
        "/roadmap",
        "/topic 1",
        "/streak",
        "/help",
        "/timezone",
        "/skills",
        "/unlink",
        "/link no",
    ],
)
async def test_of_a_stranger_who_only_looks_nothing_is_stored(talk: Talk, line: str) -> None:
    assert await talk.say(line)
    assert not any((await talk.rows()).values())


async def test_an_unknown_command_is_answered_with_the_nearest_as_buttons(talk: Talk) -> None:
    answer = await talk.say("/statsu")
    assert isinstance(answer, Message)
    assert answer.keys[0].label == "/status"
    status = await talk.press(answer.keys[0].data)
    assert isinstance(status, Message)
    assert status.text == (await talk.say("/status") or status).text


async def test_a_command_like_nothing_is_answered_with_where_help_is(talk: Talk) -> None:
    answer = await talk.say("/xyzzy")
    assert answer
    assert not answer.keys
    assert "/help" in answer.text


# Buttons


async def test_a_button_shown_to_another_learner_is_refused_before_it_is_answered(talk: Talk) -> None:
    data = data_of(await talk.say("/begin nlp"), "Undo")
    await talk.say("/begin nlp", by=BEN)
    before = await talk.rows()
    assert await talk.press(data, by=BEN) == not_yours()
    assert await talk.rows() == before
    taken_back = await talk.press(data)
    assert isinstance(taken_back, Message)
    assert "NLP" in taken_back.text


@pytest.mark.parametrize(
    "data", ["", ":", "#", "a", "a:", "a#", "zz:/forget", "-1:/undo", "a;/undo", "f" * 17 + ":/undo"]
)
async def test_data_that_no_button_of_ours_carried_is_refused(talk: Talk, data: str) -> None:
    assert await talk.press(data) == used_up()


@pytest.mark.parametrize("line", ["\x00", "x" * 10_000, "/xyzzy", SCRIPT, "/done \ud800"])
async def test_a_forged_line_is_treated_as_if_it_had_been_typed(talk: Talk, line: str) -> None:
    await talk.say("/start ml-data today")
    before = await talk.rows()
    answer = await talk.press(f"{int(ANN):x}:{line}")
    assert isinstance(answer, Message)
    assert not INCIDENT.search(answer.text)
    assert await talk.rows() == before


async def test_an_unknown_token_is_answered_as_used_up(talk: Talk) -> None:
    answer = await talk.press(f"{int(ANN):x}#no-such-token")
    assert isinstance(answer, Message)
    assert "used up" in answer.text


@pytest.mark.parametrize(("days", "works"), [(0, True), (29.9, True), (30, False), (365, False)])
async def test_a_line_too_long_for_a_button_is_kept_for_thirty_days(talk: Talk, days: float, works: bool) -> None:
    data = data_of(await talk.say(f"/done {LONG_LINK}"), "NLP")
    assert "#" in data
    assert len(data.encode()) <= 64
    talk.wait(timedelta(days=days))
    await talk.press(data)
    topic = await talk.say("/topic nlp")
    assert topic
    assert (LONG_LINK in topic.text) is works


async def test_lines_that_are_too_old_are_swept_out(talk: Talk) -> None:
    await talk.say(f"/done {LONG_LINK}")
    kept = {row[0] for row in (await talk.rows())["button_lines"]}
    talk.wait(timedelta(days=31))
    await talk.say(f"/done {LONG_LINK}")
    assert kept.isdisjoint(row[0] for row in (await talk.rows())["button_lines"])


@pytest.mark.drill
async def test_only_the_button_that_was_shown_to_a_learner_deletes_their_data(talk: Talk) -> None:
    for account in (ANN, BEN):
        await talk.say("/start ml-data today", by=account)
    data = data_of(await talk.say("/forget"), "Delete")
    code = data.rpartition(" ")[2]
    before = await talk.rows()
    assert await talk.press(data, by=BEN) == not_yours()
    assert "used up" in await talk.hear(f"/forget {code}", by=BEN)
    assert await talk.rows() == before
    assert "All gone" in plain(getattr(await talk.press(data), "text", ""))
    assert len((await talk.rows())["learners"]) == 1


async def test_a_deletion_waits_ten_minutes_for_its_second_tap_and_no_longer(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    data = data_of(await talk.say("/forget"), "Delete")
    talk.wait(timedelta(minutes=10))
    assert "used up" in plain(getattr(await talk.press(data), "text", ""))
    assert len((await talk.rows())["learners"]) == 1


async def test_what_is_kept_is_counted_from_the_learner_s_own_day(talk: Talk) -> None:
    talk.wait(timedelta(hours=12))
    await talk.say("/timezone auckland")  # 4 January, 20:00 UTC, is the 5th there
    assert "the record of nudges since 5 Jan." in await talk.hear("/forget")


@pytest.mark.drill
async def test_forgetting_removes_every_row_of_the_learner_from_every_table(talk: Talk) -> None:
    await fill_every_table(talk, BEN)
    only_ben = await talk.rows()
    await fill_every_table(talk, ANN)
    with_ann = await talk.rows()
    assert all(len(with_ann[table]) > len(only_ben[table]) > 0 for table in with_ann.keys() - OF_NOBODY)
    await talk.press(data_of(await talk.say("/forget"), "Delete"))
    left = await talk.rows()
    assert all(left[table] == only_ben[table] for table in left if table not in OF_GROUPS | {"tries", "updates"})
    assert left["tries"] == with_ann["tries"], "wrong codes are counted by a number that outlives the account"
    names = [column.name for column in updates.c]
    waiting = [dict(zip(names, row, strict=True)) for row in left["updates"]]
    told = {(row["chat_id"], row["payload"], row["answer"]) for row in waiting}
    assert told == {(BEN, "{}", f"{BEN} studied"), (NOBODY, "", None)}, "but for its number"


OF_GROUPS = frozenset({"groups", "pairings", "rooms", "hurrahs", "common_goals", "meetings", "signposts"})
"""What is a group's, and stays when one of its members goes."""

OF_NOBODY = frozenset(
    {"deletions", "secrets", "acts", "announcements", "blocks", "incidents", "web_openings", "answer_parts"}
)
"""What is there for linked chats only, the installation's own, what operators do, openings that are spent, whoever opened, and which
messages in a group are one answer, whoever asked."""


async def fill_every_table(talk: Talk, account: str) -> None:
    """Enrolment, facts, a nudge in the ledger, a long button line, a code, a wrong one, a rate and an update in the inbox."""
    for line in (
        "/timezone berlin",
        "/begin nlp",
        "/checkin 45 mine",
        "/snooze",
        f"/done {LONG_LINK}",
        "/forget",
        "/link 22222222",
        f"/import\n- [ ] {account} sets",
    ):
        await talk.say(line, by=account)
    async with talk.database.store() as store:
        await store.rates.reserve({f"console:{account}": Want(timedelta(seconds=1))}, talk.clock())
    async with talk.database.engine.begin() as connection:
        row = {"bot_id": "1", "update_id": account, "chat_id": account, "payload": "{}", "received_at": talk.clock()}
        row |= {"answer": f"{account} studied", "answer_until": talk.clock() + timedelta(minutes=10)}
        await connection.execute(insert(updates).values(row))
    async with talk.database.store() as store:
        contact = await store.learners.by_account("console", account)
        assert contact
        await store.links.offer(contact.account.id, f"code{account}", "", talk.clock() + timedelta(minutes=1))
        if offer := await store.links.offered(f"code{account}", talk.clock()):
            await store.links.show(offer, contact.account.id)
        await store.roadmaps.add(f"own-{account}", contact.account.id, Imported("json", "{}", "{}"), talk.clock())
        await take_part(store, contact.account.id)


# Haste


LEFT_OUT, IN_THE_RUSH = "That's a lot at once, so I left", "In the rush I left out"


async def test_above_thirty_lines_a_minute_each_is_named_that_was_left_out(talk: Talk) -> None:
    answers = [await talk.hear("/help") for _ in range(30)]
    assert not any(LEFT_OUT in answer for answer in answers)
    for line in ("/done 1", "/done 2", "finished nlp"):
        assert await talk.hear(line) == f"{LEFT_OUT} out {line}: send it again in a minute."
    assert not (await talk.rows())["progress_events"]
    assert "completed" in await talk.hear("/done 1", by=BEN), "others are not kept waiting"


async def test_what_was_left_out_in_silence_is_named_with_the_next_answer_and_once(talk: Talk) -> None:
    for _ in range(33):
        await talk.say("/help")
    assert [await talk.say(f"/done {number}") for number in range(1, 6)] == [None] * 5
    talk.wait(timedelta(minutes=1))
    answer = await talk.hear("/streak")
    assert answer.startswith(f"{IN_THE_RUSH} /done 1, /done 2, /done 3 and 2 more lines.")
    assert not (await talk.rows())["progress_events"]
    assert IN_THE_RUSH not in await talk.hear("/streak")


async def test_what_was_left_out_is_told_to_whoever_said_it_alone(talk: Talk) -> None:
    for _ in range(36):
        await talk.say("/help")
    talk.wait(timedelta(minutes=1))
    shown = await talk.say("/group", place=OWLS)
    assert shown
    assert IN_THE_RUSH not in shown.text
    assert IN_THE_RUSH in await talk.hear("/help")


async def test_presses_count_like_lines(talk: Talk) -> None:
    data = data_of(await talk.say("/start"), "See the topics")
    answers = [await talk.press(data) for _ in range(30)]
    assert LEFT_OUT not in getattr(answers[-2], "text", "")
    assert LEFT_OUT in getattr(answers[-1], "text", "")


@pytest.mark.drill
async def test_a_thousand_commands_in_a_minute_store_no_more_than_thirty_of_them(talk: Talk) -> None:
    answers = []
    for _ in range(1000):
        answers.append(await talk.say("/checkin"))
        talk.wait(timedelta(milliseconds=59))
    assert sum(answer is not None for answer in answers) == 33
    assert len((await talk.rows())["progress_events"]) == 30


# Groups


async def test_a_command_in_a_group_is_carried_out_and_answered_to_its_asker_alone(talk: Talk) -> None:
    answer = await talk.say("/begin nlp", direct=False)
    assert answer
    assert answer.private
    assert answer.text == (await talk.say("/begin nlp", by=BEN) or answer).text
    assert "week 1, planned" in await talk.hear("/topic nlp")


async def test_a_refusal_in_a_group_is_for_the_asker_alone(talk: Talk) -> None:
    answer = await talk.say("/begin cooking", direct=False)
    assert answer
    assert answer.private


@pytest.mark.parametrize("line", ["begin nlp", "done with lunch", "status?", "/somebodyelse", "/", " "])
async def test_plain_text_and_the_commands_of_others_are_ignored_in_a_group(talk: Talk, line: str) -> None:
    assert await talk.say(line, direct=False) is None


# Conflicts and bugs


def clashing(times: int) -> Command:
    """A command that loses its first ``times`` transactions."""
    tries = iter(range(100))

    @command("clash", of("Loses some transactions"), "/clash")
    async def clash(context: Context) -> Reply:
        await context.meet()
        if next(tries) < times:
            raise Conflict
        return Reply(text=lines("It is stored."))

    return clash


@pytest.mark.engines_differ
async def test_a_conflict_is_tried_once_more(database: Database) -> None:
    talk = Talk(database, (clashing(1),))
    assert await talk.hear("/clash") == "It is stored."
    assert len((await talk.rows())["learners"]) == 1


@pytest.mark.engines_differ
async def test_a_second_conflict_is_an_incident_and_stores_nothing(database: Database) -> None:
    talk = Talk(database, (clashing(2),))
    assert "incident" in await talk.hear("/clash")
    assert [name for name, rows in (await talk.rows()).items() if rows] == ["incidents"]


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What the program logs, as it writes it."""
    handlers, level, paper = logging.root.handlers[:], logging.root.level, StringIO()
    with redirect_stderr(paper):
        logs.set_up("INFO")
    structlog.configure(cache_logger_on_first_use=False)
    yield paper
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


async def test_a_bug_is_answered_with_an_incident_number_that_the_log_has_without_what_was_said(
    database: Database, log: StringIO
) -> None:
    @command("oops", of("Breaks", said="Anything"), "/oops")
    async def oops(context: Context, said: str) -> Reply:
        await context.meet()
        raise RuntimeError(said)

    talk = Talk(database, (oops,))
    answer = await talk.say("/oops my deepest secret")
    assert answer
    found = INCIDENT.search(answer.text)
    assert found
    assert "secret" not in answer.text
    assert f"incident={found['number']}" in log.getvalue()
    assert "RuntimeError" in log.getvalue()
    assert "secret" not in log.getvalue()
    rows = await talk.rows()
    assert [name for name in rows if rows[name]] == ["incidents"]
    assert found["number"] in rows["incidents"][0]


async def test_what_a_learner_says_is_in_no_log(talk: Talk, log: StringIO) -> None:
    for line in ("/checkin 45 my deepest secret", "secret", "/done secret", "/timezone secret"):
        await talk.say(line)
    assert "secret" not in log.getvalue()


# At the same time


async def test_commands_of_one_learner_at_the_same_time_all_land_each_in_a_place_of_its_own(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    said = [f"/begin {number}" for number in range(1, 8)]
    answers = await asyncio.gather(*(talk.say(line) for line in said))
    assert all(answer and "begun" in answer.text for answer in answers)
    places = [row[2] for row in (await talk.rows())["progress_events"]]
    assert sorted(places) == list(range(1, 8))


@pytest.mark.engines_differ
async def test_two_first_facts_of_a_stranger_at_the_same_time_make_one_learner(talk: Talk) -> None:
    await asyncio.gather(talk.say("/begin 1"), talk.say("/begin 2"))
    rows = await talk.rows()
    assert [len(rows[table]) for table in ("learners", "enrolments", "progress_events")] == [1, 1, 2]


# Anything

NAMES = st.sampled_from([*(f"/{command.name}" for command in COMMANDS), *(command.name for command in COMMANDS), "/x"])
FRAGMENTS = st.sampled_from(
    """nlp|deep learning|deep lerning|CV|1|3|7|0|8|-1|²|٣|#3|1 2 5|nlp, cv and 3|ml|, and ,|today|yesterday|tomorrow
    |monday|last friday|3 march|31 april|29 february|2027-03-01|0001-01-01|9999-12-31|0000-00-00|2027-13-45|in 3 weeks
    |3 days ago|in 999 years|from|until|from today|yes|no|2d|1 week|60d|999w|45|45m|1h30m|0m|1440|9999|25:00|09:00|9am
    |quiet|quiet 22:00-07:30|quiet 9:00-9:00|off|on|berlin|springfield|IST|utc+3|Etc/GMT+3|Asia/Kathmandu|sql|stats
    |https://example.org/work|http://|https://[::1|HTTPS://x/"><b>|ml-data|help|/undo|<b>|&amp;|{}|{0}|%s|\\|'|"|☃|🦉|ß|İ
    |start|stop|settings|settings zone berlin|rooms on|board off|kept 1|not|@ann|@|#1|settled|rematch|in 1|by sunday
    |mon-fri|mon-|weekends|10 hours a week|0.5 h|finish by june|by 31 june|stretch|hours|drop yes|all
    |\u202e|\udcff|\u0130|ﬁ|½|Ⅷ|e\u0301|\u200b|１２""".replace("\n    ", "").split("|")
)
COMPOSED = st.builds(lambda name, rest: " ".join([name, *rest]), NAMES, st.lists(FRAGMENTS, max_size=4))
ANYTHING = st.text(st.characters(codec=None), max_size=80)
"""Lone surrogates included: a pipe that is no UTF-8 brings them in."""

STEPS = st.one_of(
    COMPOSED.map(lambda line: ("say", line)),
    COMPOSED.map(lambda line: ("among", line)),
    ANYTHING.map(lambda line: ("say", line)),
    st.integers(0, 9).map(lambda index: ("press", str(index))),
    st.builds(lambda mark, rest: ("forge", f"a{mark}{rest}"), st.sampled_from(":#"), COMPOSED | ANYTHING),
    ANYTHING.map(lambda data: ("forge", data)),
    st.sampled_from(["1", "24", "200", "9000"]).map(lambda hours: ("wait", hours)),
)


@pytest.mark.drill
@given(steps=st.lists(STEPS, min_size=1, max_size=12))
@tried_on(18, deadline=None)
def test_nothing_that_anybody_says_or_presses_is_an_incident(migrated: Path, steps: list[tuple[str, str]]) -> None:
    asyncio.run(take(migrated, steps))


async def take(migrated: Path, steps: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{copyfile(migrated, Path(folder) / 'any.db')}")
        try:
            await walk(Talk(database), steps)
        finally:
            await database.close()


async def walk(talk: Talk, steps: list[tuple[str, str]]) -> None:
    shown: list[str] = []
    for kind, said in steps:
        answer: Message | str | None = None
        match kind:
            case "say":
                answer = await talk.say(said)
            case "among":
                answer = await talk.say(said, place=OWLS)
            case "press" if shown:
                answer = await talk.press(shown[int(said) % len(shown)])
            case "forge":
                answer = await talk.press(said)
            case "wait":
                talk.wait(timedelta(hours=int(said)))
        if isinstance(answer, Message):
            assert not INCIDENT.search(answer.text)
            assert plain(answer.text).strip()
            assert all(len(key.data.encode()) <= 64 and key.label for key in answer.keys)
            shown = [key.data for key in answer.keys] or shown

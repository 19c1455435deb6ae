"""Whatever a group is told can be hidden, also by kinds of posts that come later: what an admin hides is taken away, kept by
nobody, and said by no row that is still to come; and whatever members say in their own words says where it comes from."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from markupsafe import Markup
from sqlalchemy import String, Table, Text

from bot.chat.platform import Delete, Post
from bot.chat.reply import Message
from bot.nudges.kinds import POSTS
from bot.nudges.kinds.help_requests import quoted
from bot.nudges.kinds.rounds import planned
from bot.reasons import Reason
from bot.store import Attendance, HelpRequest, NudgeKind, NudgeState, Outcome
from bot.store.ledger import Entry
from bot.store.post_names import AccountName, Said, accounts_in, quoted_in
from bot.store.tables import metadata
from tests.bot.gathering import ANN, BEN, EVE, Gathering
from tests.bot.nudge_stage import MONDAY
from tests.bot.source import called, calls, in_each, sources, tree, where
from tests.bot.test_order import both, said

SUBJECT = 4711

SAID: dict[str, Callable[[str], str]] = {
    "help_requests.question": lambda text: quoted(HelpRequest(1, 1, 1, "nlp", text, MONDAY, None, None)),
    "attendances.plan": lambda text: planned(1, Attendance(1, is_in=True, since=MONDAY, plan=text, outcome="")),
}
"""The columns with what members say in their own words and a group is told, each as its posts have it."""

NOT_SAID = {
    "memberships.name": "a name: who is muted or taken out is named in no post",
    "group_orders.name": "a name, shown to who manages the group alone",
    "promises.text": "told to partners alone, directly",
}
"""The columns with members' own words that no post of a group has, and why."""

NO_WORDS = {
    "help_requests.topic": "a slug of the roadmap",
    "hurrah_topics.topic": "a slug of the roadmap",
    "meetings.topic": "a slug of the roadmap",
    "attendances.outcome": "one of a closed list",
    "looks.shown": "flags of a closed list",
    "promises.outcome": "one of a closed list",
    "group_orders.deed": "one of a closed list",
    "group_orders.kind": "one of a closed list",
    "nudges.platform": "one of a closed list",
    "nudges.kind": "one of a closed list",
    "nudges.period": "made of ids and days",
    "nudges.state": "one of a closed list",
    "nudges.reason": "one of a closed list",
    "nudges.message_id": "the platform's",
    "nudges.lease": "made by us",
    "nudges.text": "the post itself, which goes when it is hidden",
    "nudges.about": "a learner's own row has it, a group's has none",
}
"""The columns of texts that nobody has typed."""


def of_members(table: Table) -> bool:
    """Whether a table is of what somebody does in a group."""
    owners = {key.column.table.name for key in table.foreign_keys}
    return "accounts" in owners and belongs_to_groups(table)


def belongs_to_groups(table: Table) -> bool:
    """Whether it goes with a group, be it because what it is about does."""
    owners = [key.column.table for key in table.foreign_keys]
    return any(owner.name == "groups" or belongs_to_groups(owner) for owner in owners if owner is not table)


COLUMNS = [
    f"{table.name}.{column.name}"
    for table in metadata.sorted_tables
    if of_members(table)
    for column in table.c
    if isinstance(column.type, String | Text)
]


@pytest.mark.parametrize("column", COLUMNS)
def test_of_all_that_members_say_in_groups_it_is_said_how_it_is_hidden(column: str) -> None:
    where = "tests/bot/test_hideable.py"
    assert sum(column in known for known in (SAID, NOT_SAID, NO_WORDS)) == 1, f"{column}: how is it hidden? See {where}"


def test_nothing_is_listed_that_is_there_no_more() -> None:
    assert {*SAID, *NOT_SAID, *NO_WORDS} == set(COLUMNS)


@pytest.mark.parametrize("column", SAID)
def test_words_that_a_group_is_told_say_where_they_come_from_and_are_nothing_to_tap(column: str) -> None:
    shown = SAID[column]("see http://evil.example @everyone")
    assert isinstance(shown, Said)
    assert quoted_in(Markup.escape(shown)) == [(shown.account_id, shown.kind, shown.subject)]
    assert NudgeKind(shown.kind) in POSTS
    assert "http://" not in Markup.escape(shown)


@pytest.mark.drill
@in_each([path for path in sources("") if path.name != "post_names.py"])
def test_words_of_members_are_names_or_sayings_and_nothing_between(path: Path) -> None:
    """What is merely traced goes with its account, but can be hidden nowhere."""
    for call in calls(tree(path)):
        assert called(call) != "Traced", (
            f"{where(path, call)}: Said.by says where it comes from, AccountName whose it is"
        )


@pytest.fixture
async def gathering(sqlite_url: str, platform: str) -> AsyncIterator[Gathering]:
    gathering = Gathering(sqlite_url, platform)

    async def begins() -> None:
        await gathering.begin(BEN, EVE)
        await gathering.work()

    await gathering.after(begins)
    yield gathering
    await gathering.close()


async def posted(gathering: Gathering, kind: NudgeKind, subject: int | None) -> None:
    """A post of this kind stands, which tells of Ben."""
    group = await gathering.group()
    async with gathering.database.store() as store:
        ben = await store.learners.by_account(gathering.platform, BEN)
        assert ben
        now = await store.now()
        await store.ledger.file(Entry.of_group(group, kind, "the first", now, subject))
        (row,) = await store.ledger.claim([gathering.platform], now, lease="tests", most=9)
        name, words = (
            AccountName("Ben", ben.account.id),
            Said.by("rude words", ben.account.id, kind.value, subject or 0),
        )
        text = Markup("{}: {}").format(name, words)
        assert accounts_in(text) == [ben.account.id]
        await store.posts.keep(row.id, text, None)
        await store.ledger.record([Outcome(row, NudgeState.SENT, "", message_id="m99")], now)
    gathering.edge.made = 98
    stands = Post(group.chat_id, None, Message(text=Markup("Ben: rude words")))
    assert await gathering.edge.perform(stands) == "m99"


@both
@pytest.mark.parametrize("kind", POSTS)
@pytest.mark.parametrize("subject", [SUBJECT, None])
async def test_every_kind_of_post_can_be_hidden(gathering: Gathering, kind: NudgeKind, subject: int | None) -> None:
    await posted(gathering, kind, subject)
    answer = await gathering.below(ANN, "/group hide", "rude words")
    assert "take" in said(answer)
    await gathering.work()
    assert not [text for text in gathering.stands() if "rude words" in text]
    assert [deed.message_id for deed in gathering.edge.deeds if isinstance(deed, Delete)] == ["m99"]
    group = await gathering.group()
    async with gathering.database.store() as store:
        assert await store.posts.standing(group.id, "m99") is None, "nothing is kept of it"


@both
@pytest.mark.parametrize("kind", POSTS)
async def test_nothing_that_is_still_to_come_tells_of_what_was_hidden(gathering: Gathering, kind: NudgeKind) -> None:
    await posted(gathering, kind, SUBJECT)
    await gathering.below(ANN, "/group hide", "rude words")
    group = await gathering.group()
    async with gathering.database.store() as store:
        await store.ledger.file(Entry.of_group(group, kind, "another one", await store.now(), SUBJECT))
    await gathering.go(gathering.clock().replace(hour=12))
    async with gathering.database.store() as store:
        (later,) = [row for row in await store.ledger.of_group(group.id, 99) if row.period == "another one"]
    off = kind is NudgeKind.BOARD or kind.traits.needs_rooms
    assert later.state is NudgeState.SKIPPED
    assert off or later.reason == Reason.HIDDEN

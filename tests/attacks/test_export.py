"""What is exported is compared with the tables, column by column: what is about the learner is in it, or listed here
with the reason why not. A new column is missed until it is one or the other."""

import json
from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, Table, false, insert, or_, select

from bot.operating import ActKind
from bot.store.calendar_tables import calendar_events, calendars
from bot.store.group_tables import (
    attendances,
    cheers,
    group_keepers,
    group_orders,
    groups,
    help_offers,
    help_requests,
    hurrah_topics,
    hurrahs,
    meetings,
    memberships,
    pairing_members,
    promises,
    thanks,
)
from bot.store.leader_tables import figures, group_leaders, looks
from bot.store.link_tables import deletions, link_previews, tries
from bot.store.operator_tables import acts, blocks
from bot.store.portfolio_tables import portfolios
from bot.store.tables import (
    accounts,
    button_lines,
    codes,
    draft_readings,
    drafts,
    enrolments,
    learners,
    metadata,
    nudges,
    progress_events,
    rates,
    roadmap_versions,
    roadmaps,
    updates,
)
from bot.store.web_tables import web_sessions
from tests.releases.life import ANN, ANN_ON_DISCORD, Life
from tests.releases.lived_in import life_on

Exported = dict[str, list[dict[str, object]]]

KEYS: Mapping[Table, str] = {
    learners: "learner",
    accounts: "accounts",
    enrolments: "enrolments",
    progress_events: "facts",
    roadmaps: "roadmaps",
    roadmap_versions: "roadmaps",
    drafts: "drafts",
    draft_readings: "drafts",
    nudges: "nudges",
    rates: "rates",
    updates: "updates",
    button_lines: "button_lines",
    codes: "codes",
    tries: "tries",
    link_previews: "link_previews",
    deletions: "deletions",
    acts: "acts",
    blocks: "blocks",
    calendars: "calendars",
    calendar_events: "calendar_events",
    web_sessions: "web_sessions",
    portfolios: "portfolios",
    memberships: "memberships",
    group_keepers: "group_keepers",
    group_orders: "group_orders",
    help_requests: "help_requests",
    help_offers: "help_offers",
    meetings: "meetings",
    attendances: "attendances",
    thanks: "thanks",
    pairing_members: "partners",
    promises: "promises",
    hurrah_topics: "hurrah_topics",
    cheers: "cheers",
    figures: "figures",
    group_leaders: "group_leaders",
    looks: "looks",
}
"""Under which word the rows of a table are in the export."""

NOT_ABOUT_A_LEARNER: Mapping[str, str] = {
    "groups": "a group's own, set by its admins and seen by all; its name and platform stand with the membership",
    "hurrahs": "a group's post and its moment; what it tells of a learner stands by itself",
    "common_goals": "a group's own, set by its admins and seen by all",
    "rooms": "a group's own: which topics have a thread",
    "pairings": "a group's and a week; both stand with each partner",
    "signposts": "a group's own: digests of words that lead to its page; who asked for one is not kept",
    "secrets": "the installation's own key",
    "announcements": "what operators told everybody; that it came stands in the ledger",
    "web_openings": "digests of what a platform signed, so that it signs in once: whose they are is not kept, and they go within an hour",
    "answer_parts": "which messages of the bot in a group's chat are one answer: whose it was is not kept, and they go after three months",
    "incidents": "bugs by their numbers, without whose line it was",
}

LEFT_OUT: Mapping[str, str] = {
    "acts.by": "who operates, which is nobody else's to know",
    "looks.leader_account_id": "who looked: their name stands in /leaders",
    "codes.id": "counts rows, and is nothing outside the database",
    "calendars.digest": "by it an address is known: an export is not to be a key",
    "portfolios.digest": "by it an address is known: an export is not to be a key",
    "web_sessions.digest": "by it a browser is known: an export is not to be a key",
    "web_sessions.answer": "may have what is shown once, and the export before: it is gone within minutes",
    "web_sessions.told_at": "when that was, with which it goes",
    "web_sessions.told_as": "by it a page asks for that, with which it goes",
    "codes.code": "whoever holds it could link or delete: an export is not to be a key",
    "updates.token": "whoever holds it could speak for the bot for a quarter of an hour",
    "nudges.prompt": "follows from the kind",
    "nudges.text": "a group's post, which tells of others too; a learner's own rows have none",
    "nudges.thread_id": "where a group's post stands; a learner's own rows have none",
    "roadmaps.id": "the same as roadmap_id of its versions",
}

RENAMED: Mapping[str, str] = {"roadmap_versions.number": "version"}


@pytest.fixture(params=["sqlite", "postgresql"])
async def life(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Life]:
    life = life_on(request.param, tmp_path, linked=True)
    async with life.database.engine.begin() as connection:
        ann = (await connection.execute(select(accounts).where(accounts.c.user_id == ANN))).one()
        code_id = (await connection.execute(select(codes.c.id))).scalars().first()
        later = life.clock() + timedelta(days=1)
        asked = {"learner_id": ann.learner_id, "account_id": ann.id, "platform": ann.platform, "asked_at": life.clock()}
        await connection.execute(insert(deletions).values(**asked, due_at=later))
        group = (await connection.execute(select(groups.c.id))).scalars().first()
        order = {
            "group_id": group,
            "account_id": ann.id,
            "deed": "hidden",
            "name": "Ann",
            "kind": "help",
            "subject": 1,
            "post": 1,
        }
        await connection.execute(
            insert(group_orders).values(**order, done_at=life.clock(), until=later, undone_at=later)
        )
        await connection.execute(insert(link_previews).values(code_id=code_id, account_id=ann.id))
        made = insert(hurrahs).values(group_id=group, begun_at=life.clock()).returning(hurrahs.c.id)
        told = {"hurrah_id": (await connection.execute(made)).scalar_one(), "account_id": ann.id}
        await connection.execute(insert(hurrah_topics).values(**told, topic="nlp"))
        await connection.execute(insert(cheers).values(**told, cheered_at=life.clock()))
        address = insert(calendars).values(account_id=ann.id, digest="d" * 64, made_at=later).returning(calendars.c.id)
        event = {"key": "window.a.b", "digest": "e" * 64, "sequence": 0, "changed_at": later}
        calendar_id = (await connection.execute(address)).scalar_one()
        await connection.execute(insert(calendar_events).values(calendar_id=calendar_id, **event))
        browser = {
            "digest": "e" * 64,
            "through": "link",
            "made_at": later,
            "seen_at": later,
            "answer": "{}",
            "told_at": later,
            "told_as": "name",
        }
        await connection.execute(insert(web_sessions).values(account_id=ann.id, **browser))
        shown = {"roadmap": "ml-data", "parts": "topics", "digest": "f" * 64, "made_at": later}
        await connection.execute(insert(portfolios).values(account_id=ann.id, **shown))
    async with life.database.store() as store:
        operating = store.operating
        await operating.acts.note(ActKind.LEARNER, life.clock(), by=("telegram", "900"), to=[("telegram", ANN)])
        await operating.blocks.add("telegram", ANN, life.clock())
    yield life
    await life.close()


async def export(life: Life) -> Exported:
    attachment = (await life.say("/export everything")).attachments[-1]
    found: Exported = json.loads(attachment.content)
    found["learner"] = [found["learner"]]  # type: ignore[list-item]  # the one that is no list
    return found


NUMBERS = [ANN, ANN_ON_DISCORD]
MINE = select(accounts.c.id).where(accounts.c.user_id.in_(NUMBERS))
BROUGHT = select(roadmaps.c.id).where(roadmaps.c.account_id.in_(MINE))


def about_ann(table: Table) -> ColumnElement[bool]:
    """Which rows of a table are hers, found out without any code of the program."""
    ways = {
        "learners": lambda: table.c.id.in_(select(accounts.c.learner_id).where(accounts.c.user_id.in_(NUMBERS))),
        "accounts": lambda: table.c.user_id.in_(NUMBERS),
        "progress_events": lambda: table.c.enrolment_id.in_(
            select(enrolments.c.id).where(enrolments.c.account_id.in_(MINE))
        ),
        "roadmap_versions": lambda: table.c.roadmap_id.in_(BROUGHT),
        "calendar_events": lambda: table.c.calendar_id.in_(
            select(calendars.c.id).where(calendars.c.account_id.in_(MINE))
        ),
        "draft_readings": lambda: table.c.token.in_(select(drafts.c.token).where(drafts.c.user_id.in_(NUMBERS))),
        "figures": lambda: table.c.membership_id.in_(
            select(memberships.c.id).where(memberships.c.account_id.in_(MINE))
        ),
        "looks": lambda: table.c.account_id.in_(MINE),  # what a look showed is about whom it was at
        "tries": lambda: table.c.id.is_not(None),  # whose they are a hash tells; nobody else has tried a code
        "acts": lambda: table.c.id.is_not(None),  # nothing was done to anybody else
        "blocks": lambda: table.c.id.is_not(None),
        "rates": lambda: table.c.name.in_([f"telegram:{ANN}", f"discord:{ANN_ON_DISCORD}"]),
    }
    if table.name in ways:
        return ways[table.name]()
    numbers = [table.c[name].in_(NUMBERS) for name in ("user_id", "chat_id") if name in table.c]
    owners = [column.in_(MINE) for column in table.c if accounts.c.id in {key.column for key in column.foreign_keys}]
    return or_(false(), *numbers, *owners)


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def test_every_table_is_exported_or_said_to_be_about_no_learner():
    assert {table.name for table in metadata.sorted_tables} == {table.name for table in KEYS} | set(NOT_ABOUT_A_LEARNER)
    assert all((*NOT_ABOUT_A_LEARNER.values(), *LEFT_OUT.values()))


@pytest.mark.drill
async def test_every_column_of_every_row_about_ann_is_in_her_export(life):
    async with life.database.engine.connect() as connection:
        hers = {
            table: (await connection.execute(select(table).where(about_ann(table)))).mappings().all() for table in KEYS
        }
    exported = await export(life)
    for table, key in KEYS.items():
        columns = [column.name for column in table.c if f"{table.name}.{column.name}" not in LEFT_OUT]
        shown = [RENAMED.get(f"{table.name}.{column}", column) for column in columns]
        told = [[row.get(column, "not there") for column in shown] for row in exported[key]]
        assert hers[table], f"{table.name} shows nothing"
        for row in hers[table]:
            assert [plain(row[column]) for column in columns] in told, table.name


async def test_nothing_about_others_is_in_it(life):
    """Ben's name is on the board she sees, and nowhere in what is kept about her."""
    exported = await export(life)
    assert "Ben" not in json.dumps({key: value for key, value in exported.items() if key != "updates"})
    assert all(row["user_id"] in NUMBERS for key in ("accounts", "updates", "button_lines") for row in exported[key])
    assert all("code" not in row for row in exported["codes"])


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_after_forget_there_is_nothing_to_export(kind, tmp_path):
    life = life_on(kind, tmp_path)
    await life.press(await life.say("/forget"), "Delete")
    async with life.database.engine.connect() as connection:
        for table in KEYS.keys() - {tries, acts, blocks}:  # what has no name has a term to go
            assert (await connection.execute(select(table).where(about_ann(table)))).all() == [], table.name
    await life.close()

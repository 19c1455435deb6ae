"""The store on a real SQLite file: transactions, moments, unique places, what is deleted together, the due scans."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from bot.chat.platform import Place, Speaker
from bot.errors import Conflict, OperatorError
from bot.store import Contact, Database, Deed, Nudge, NudgeKind, NudgeState, Outcome, Store, Strand
from bot.store.ids import LONGEST
from bot.store.ledger import LEASE, Entry
from bot.store.tables import metadata
from bot.store.values import Draft, Imported, Offered
from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.group.common_goal import CommonGoal, Counts
from roadmap.group.sight import Figures
from roadmap.writing.editions import Edition

THREADS = True

NOW = datetime(2027, 1, 4, 8, 0, 0, 123456, tzinfo=UTC)
TODAY = date(2027, 1, 4)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECRET = "what a learner said"

Work = Callable[[Store], Awaitable[object]]
Enrolled = tuple[Contact, Strand]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


async def enrolled(store: Store, user_id: str = "1") -> Enrolled:
    contact = await store.learners.add("telegram", user_id, NOW)
    contact = await store.learners.enrol(contact, "ml-data", TODAY, NOW)
    assert contact.enrolment
    return contact, contact.enrolment.strands[0]


def check_in(note: str = "") -> Fact:
    return Fact(kind=Kind.CHECKED_IN, day=TODAY, note=note)


async def file(store: Store, contact: Contact, *, due_at: datetime = NOW, period: str = "2027-W01") -> int:
    account = contact.account
    return await store.ledger.file(
        Entry(account.learner_id, account.id, account.platform, NudgeKind.WEEKLY, period, due_at)
    )


async def tell(store: Store, who: Enrolled, *said: Fact, at: datetime = NOW) -> tuple[ProgressEvent, ...]:
    """Appends what is said together behind what was said before."""
    _, strand = who
    last = max((event.position for event in await store.facts.of((strand.id,))), default=0)
    return await store.facts.append(strand.id, said, after=last, said_at=at)


async def claim(store: Store, now: datetime = NOW, *, lease: str = "one", most: int = 1) -> Sequence[Nudge]:
    return await store.ledger.claim(["telegram"], now, lease=lease, most=most)


async def take_part(store: Store, account: int) -> None:
    """The account leaves a row in every table that groups have, and in those of calendar addresses."""
    group = await store.groups.add("telegram", f"{-account}", NOW)
    member = await store.members.join(group.id, account, "Ann", NOW)
    await store.figures.keep([(member.id, 1, Figures())], print_="as it stood")
    await store.leaders.note(group.id, account, None)
    await store.leaders.looked(group.id, account, [(account, "moving")], NOW)
    await store.orders.note(group.id, account, Deed.MUTED, NOW)
    await store.keepers.note(group.id, account, NOW)
    request = await store.helping.ask(group.id, account, "nlp", "", NOW)
    await store.helping.offer(request.id, account, NOW)
    await store.helping.thank(group.id, account, account, NOW)
    await store.partners.pair(group.id, TODAY, [account])
    await store.partners.promise(group.id, account, TODAY, "a chapter")
    await store.rooms.ask(group.id, "nlp")
    await store.signposts.put_up(group.id, f"word of {account}", NOW)
    await store.common_goals.set(group.id, CommonGoal(Counts.TOPICS, 9, TODAY))
    hurrah = await store.hurrahs.begin(group.id, NOW)
    await store.hurrahs.tell(hurrah.id, account, "nlp")
    await store.hurrahs.cheer(hurrah.id, account, NOW)
    meeting = await store.meetings.call(
        NOW,
        group_id=group.id,
        account_id=account,
        topic="nlp",
        minutes=60,
        focus=25,
        pause=5,
        weekly=False,
        at_once=False,
    )
    await store.meetings.come(meeting.id, account, NOW, is_in=True)
    await store.calendars.offer(account, f"secret{account}", NOW)
    address = await store.calendars.of_account(account)
    assert address
    await store.calendars.revise(address, {"window": Edition("as it is", 0, NOW)})
    await store.portfolios.choose(
        (await store.learners.by_ids([account]))[account].learner.id, account, "ml-data", "topics"
    )
    await store.web.begin(account, f"browser{account}", "link", NOW)


async def within(database: Database, work: Work) -> None:
    """Work in a transaction of its own."""
    async with database.store() as store:
        await work(store)


async def rows(database: Database) -> dict[str, int]:
    """How many rows every table has."""
    async with database.engine.connect() as connection:
        counts = {
            table.name: (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in metadata.sorted_tables
        }
    return {name: count for name, count in counts.items() if count}


# moments


async def test_a_moment_without_a_zone_is_refused_and_nothing_is_stored(database):
    with pytest.raises(StatementError, match="a moment without a zone"):
        async with database.store() as store:
            await store.learners.add("telegram", "1", NOW.replace(tzinfo=None))
    assert await rows(database) == {}


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=5, minutes=45)), ZoneInfo("America/New_York")])
async def test_a_moment_comes_back_aware_in_utc_to_the_microsecond(database, zone):
    async with database.store() as store:
        await store.learners.add("telegram", "1", NOW.astimezone(zone))
    async with database.store() as store:
        contact = await store.learners.by_account("telegram", "1")
    assert contact
    assert contact.learner.created_at == NOW
    assert contact.learner.created_at.tzinfo is UTC


async def test_moments_are_compared_as_moments_whatever_zone_they_were_given_in(database):
    tokyo = ZoneInfo("Asia/Tokyo")
    async with database.store() as store:
        contact, _ = await enrolled(store)
        await store.learners.change(contact.learner.id, next_nudge_at=NOW.astimezone(tokyo))
        assert await store.learners.due((NOW - HOUR).astimezone(tokyo), 10) == []
        assert len(await store.learners.due(NOW.astimezone(ZoneInfo("America/New_York")), 10)) == 1
        assert (await store.look([])).learners_at == NOW


async def test_a_local_time_and_a_study_day_come_back_as_they_were(database):
    async with database.store() as store:
        contact, enrolment = await enrolled(store)
        learner = await store.learners.change(contact.learner.id, nudge_time=time(23, 59), quiet_from=time(0))
        assert (learner.nudge_time, learner.quiet_from, learner.quiet) == (
            time(23, 59),
            time(0),
            (time(0), time(7, 30)),
        )
        assert enrolment.first_day == TODAY


async def test_a_new_learner_has_the_defaults_of_the_house(database):
    async with database.store() as store:
        learner = (await store.learners.add("telegram", "1", NOW)).learner
    assert (learner.nudges_on, learner.nudge_weekday, learner.nudge_time) == (True, 0, time(9))
    assert learner.quiet == (time(22), time(7, 30))
    assert (learner.zone, learner.next_nudge_at) == (None, None)


@pytest.mark.parametrize(
    "given", ["9223372036854775807", "18446744073709551617", "@ann:example.org", "007", "é" * LONGEST]
)
async def test_a_platforms_id_is_found_as_it_was_given(database, given):
    async with database.store() as store:
        await store.learners.add("discord", given, NOW)
        await store.learners.add("discord", "7", NOW)
    async with database.store() as store:
        contact = await store.learners.by_account("discord", given)
        assert contact
        assert contact.account.user_id == given


@pytest.mark.parametrize("given", ["", "a" * (LONGEST + 1), "ann\n", "ann\x00", "\ud800", "\u202eann"])
async def test_what_can_be_no_id_is_neither_stored_nor_looked_for(database, given):
    async with database.store() as store:
        with pytest.raises(StatementError, match="an id of a platform has 1 to 255 characters"):
            await store.learners.by_account("telegram", given)
    with pytest.raises(ValueError, match="an id of a platform"):
        Speaker("telegram", given)
    for place in ({"chat_id": given}, {"chat_id": "1", "thread_id": given}, {"chat_id": "1", "server_id": given}):
        with pytest.raises(ValueError, match="an id of a platform"):
            Place(direct=False, **place)


async def test_a_number_is_no_id_on_either_database(database):
    async with database.store() as store:
        with pytest.raises(StatementError, match="an id of a platform is text"):
            await store.learners.add("telegram", 7, NOW)


# transactions


async def test_what_raises_stores_nothing(database):
    async def half(store: Store) -> None:
        await enrolled(store)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await within(database, half)
    assert await rows(database) == {}


async def test_what_is_cancelled_stores_nothing(database):
    inside = asyncio.Event()

    async def long() -> None:
        async with database.store() as store:
            await enrolled(store)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(long())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await rows(database) == {}


async def test_one_account_cannot_belong_to_two_learners(database):
    async with database.store() as store:
        await store.learners.add("telegram", "1", NOW)
    with pytest.raises(Conflict):
        async with database.store() as store:
            await store.learners.add("telegram", "1", NOW)
    assert (await rows(database))["learners"] == 1


async def test_the_same_id_on_two_platforms_is_two_accounts(database):
    async with database.store() as store:
        one = await store.learners.add("telegram", "1", NOW)
        other = await store.learners.add("discord", "1", NOW)
    assert one.learner.id != other.learner.id


async def test_a_position_taken_already_is_a_conflict_and_nothing_of_the_transaction_stays(database):
    async with database.store() as store:
        contact, enrolment = await enrolled(store)
        await tell(store, (contact, enrolment), check_in("first"))

    async def say_it_too(store: Store) -> None:
        await store.learners.add("telegram", "2", NOW)
        said = [check_in("second")]
        await store.facts.append(enrolment.id, said, after=0, said_at=NOW)

    with pytest.raises(Conflict) as conflict:
        await within(database, say_it_too)
    assert isinstance(conflict.value.__cause__, IntegrityError)
    assert await rows(database) == {"learners": 1, "accounts": 1, "enrolments": 1, "progress_events": 1}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_writers_take_turns_and_lose_nothing(database, database_url):
    async with database.store() as store:
        ann = await enrolled(store)
    other = Database(database_url)

    async def talk(through: Database, count: int) -> None:
        for _ in range(count):
            async with through.store() as store:
                await tell(store, ann, check_in())

    await asyncio.gather(*(talk(through, 5) for through in (database, other, database, other)))
    async with database.store() as store:
        events = await store.facts.of((ann[1].id,))
    await other.close()
    assert [event.position for event in events] == list(range(1, 21))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_writer_who_waits_in_vain_is_told_of_a_conflict(database, database_url, monkeypatch):
    monkeypatch.setattr("bot.store.trips.BUSY_MILLISECONDS", 1)
    other = Database(database_url)
    async with database.store() as store:
        await enrolled(store)
        with pytest.raises(Conflict) as conflict:
            async with other.store():
                pass
    await other.close()
    assert isinstance(conflict.value.__cause__, OperationalError)


# SQLite's switches


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("switch", "value"), [("foreign_keys", 1), ("journal_mode", "wal"), ("busy_timeout", 0), ("synchronous", 2)]
)
async def test_every_connection_has_the_switches_on(database, switch, value):
    async with database.engine.connect() as one, database.engine.connect() as two:
        for connection in (one, two) if switch != "journal_mode" else (one,):
            assert (await connection.execute(text(f"PRAGMA {switch}"))).scalar() == value
            await connection.rollback()


async def test_a_reference_to_nobody_is_refused(database):
    with pytest.raises(Conflict):
        async with database.store() as store:
            await store.facts.append(99, [check_in()], after=0, said_at=NOW)


async def test_no_exception_shows_what_a_learner_said(database):
    async with database.store() as store:
        _, enrolment = await enrolled(store)

    def saying(enrolment_id: int, said_at: datetime) -> Work:
        said = {"after": 0, "said_at": said_at}
        return lambda store: store.facts.append(enrolment_id, [check_in(SECRET)], **said)

    with pytest.raises(StatementError) as refused:
        await within(database, saying(enrolment.id, NOW.replace(tzinfo=None)))
    assert SECRET not in str(refused.value)
    with pytest.raises(Conflict) as conflict:
        await within(database, saying(99, NOW))
    assert SECRET not in str(conflict.value.__cause__)


async def test_a_database_of_another_kind_is_refused_with_its_fix():
    for url in ("nonsense", "mysql://host/name", ""):
        with pytest.raises(OperatorError, match="sqlite:///") as refused:
            Database(url)
        assert "DATABASE_URL" in str(refused.value)


# facts


async def test_facts_come_back_as_they_were_said(database):
    said = [
        Fact(kind=Kind.BEGUN, day=TODAY, topic="nlp"),
        Fact(kind=Kind.COMPLETED, day=TODAY + DAY, topic="nlp", link="https://a.b"),
        Fact(kind=Kind.PAUSED, day=TODAY, back=TODAY + 9 * DAY),
        Fact(kind=Kind.CHECKED_IN, day=TODAY, minutes=45, note="chapter 3 <b>"),
        Fact(kind=Kind.SKILL_KNOWN, day=TODAY, skill="SQL"),
        Fact(kind=Kind.STEPS_CHOSEN, day=TODAY, topic="nlp", steps='[["a","A"]]'),
        Fact(kind=Kind.STEPS_CHOSEN, day=TODAY, topic="nlp", steps="[]"),
        Fact(kind=Kind.STEPS_CHANGED, day=TODAY, topic="nlp", steps=None),
        Fact(kind=Kind.STEP_DONE, day=TODAY, topic="nlp", step="a", known=True),
        Fact(kind=Kind.REPLANNED, day=TODAY, shares='{"nlp":[4,9]}'),
        Fact(kind=Kind.UNDONE, day=TODAY, topic="nlp", undoes=2),
    ]
    async with database.store() as store:
        ann = await enrolled(store)
        told = await tell(store, ann, *said)
    async with database.store() as store:
        assert await store.facts.of((ann[1].id,)) == told
    assert [event.fact for event in told] == said
    assert {event.saying for event in told} == {1}


async def test_facts_are_replayed_in_the_order_they_were_said_not_stored(database):
    async with database.store() as store:
        ann = await enrolled(store)
        for note, at in (("second", NOW + HOUR), ("first", NOW), ("third", NOW + HOUR)):
            await tell(store, ann, check_in(note), at=at)
        events = await store.facts.of((ann[1].id,))
    assert [event.fact.note for event in events] == ["first", "second", "third"]
    assert [(event.position, event.saying) for event in events] == [(2, 2), (1, 1), (3, 3)]


async def test_positions_of_two_learners_do_not_meet(database):
    async with database.store() as store:
        for user in ("1", "2"):
            (event,) = await tell(store, await enrolled(store, user), check_in())
            assert event.position == 1


# forgetting


OF_GROUPS = ("groups", "pairings", "rooms", "hurrahs", "common_goals", "meetings", "signposts")
"""What is a group's, and stays when one of its members goes."""

OF_OPERATORS = ("acts", "announcements", "blocks", "incidents")
"""What operators do, which knows accounts by hashes, for a term."""


@pytest.mark.drill
async def test_forgetting_deletes_everything_of_a_learner_and_nothing_of_another(database):
    async with database.store() as store:
        for user in ("1", "2"):
            contact, enrolment = await enrolled(store, user)
            await tell(store, (contact, enrolment), check_in())
            await file(store, contact)
            await store.buttons.keep(f"token{user}", user, "/status", now=NOW, expires_at=NOW + DAY)
            await store.learners.issue_code(contact.account.id, "forget", "abc", NOW + HOUR)
            await store.links.offer(contact.account.id, f"code{user}", "Ann", NOW + HOUR)
            offer = await store.links.offered(f"code{user}", NOW)
            assert offer
            await store.links.show(offer, contact.account.id)
            await store.links.deletions.ask(contact.account, NOW, NOW + HOUR)
            await store.tries.wrong(contact.account, "link", NOW)
            imported = Imported("json", "{}", "{}")
            await store.roadmaps.add(f"own-{user}", contact.account.id, imported, NOW)
            await store.drafts.keep(
                f"draft{user}", "telegram", user, Draft("{}", (Offered("json", "{}", "{}"),)), now=NOW, until=NOW + HOUR
            )
            await take_part(store, contact.account.id)
    before = await rows(database)
    others = {name: before.pop(name) for name in (*OF_GROUPS, "secrets", "tries")}
    assert set(before) == {table.name for table in metadata.sorted_tables} - {
        "rates",
        "answer_parts",
        "web_openings",
        "updates",
        *OF_OPERATORS,
        *others,
    }
    async with database.store() as store:
        contact = await store.learners.by_account("telegram", "1")
        assert contact
        await store.roadmaps.forget(contact.learner.id)
        await store.learners.forget(contact.learner.id, NOW)
    assert await rows(database) == others | {name: count // 2 for name, count in before.items()}
    async with database.store() as store:
        assert await store.learners.by_account("telegram", "1") is None
        assert await store.buttons.line("token1", NOW) is None
        assert await store.buttons.line("token2", NOW) == "/status"


# codes and buttons


async def test_a_code_works_once_for_its_account_and_its_purpose(database):
    async with database.store() as store:
        one = (await store.learners.add("telegram", "1", NOW)).account.id
        other = (await store.learners.add("telegram", "2", NOW)).account.id
        await store.learners.issue_code(one, "forget", "abc", NOW + HOUR)
        assert await store.learners.take_code(other, "forget", NOW) is None
        assert await store.learners.take_code(one, "link", NOW) is None
        assert await store.learners.take_code(one, "forget", NOW) == "abc"
        assert await store.learners.take_code(one, "forget", NOW) is None


async def test_a_code_is_void_once_it_expires_or_another_is_issued(database):
    async with database.store() as store:
        account = (await store.learners.add("telegram", "1", NOW)).account.id
        await store.learners.issue_code(account, "forget", "old", NOW + HOUR)
        await store.learners.issue_code(account, "forget", "new", NOW + HOUR)
        assert await store.learners.take_code(account, "forget", NOW + HOUR - DAY / 86400) == "new"
        await store.learners.issue_code(account, "forget", "late", NOW + HOUR)
        assert await store.learners.take_code(account, "forget", NOW + HOUR) is None


async def test_a_buttons_line_is_kept_until_it_expires_and_swept_out_later(database):
    async with database.store() as store:
        await store.buttons.keep("token", "1", "/status", now=NOW, expires_at=NOW + HOUR)
        assert await store.buttons.line("token", NOW + HOUR - DAY / 86400) == "/status"
        assert await store.buttons.line("token", NOW + HOUR) is None
        await store.buttons.keep("other", "1", "/next", now=NOW + HOUR, expires_at=NOW + DAY)
    assert await rows(database) == {"button_lines": 1}


# the ledger


async def test_a_period_is_entered_once_and_the_first_stays(database):
    async with database.store() as store:
        contact, _ = await enrolled(store)
        assert await file(store, contact)
        assert not await file(store, contact, due_at=NOW + DAY)
        assert await file(store, contact, period="2027-W02")
        assert [nudge.first_due_at for nudge in await store.ledger.last(contact.learner.id, 10)] == [NOW, NOW]


async def test_the_oldest_due_nudge_is_claimed_first_and_only_once(database):
    async with database.store() as store:
        contact, _ = await enrolled(store)
        await file(store, contact, period="later", due_at=NOW - HOUR)
        await file(store, contact, period="sooner", due_at=NOW - DAY)
        await file(store, contact, period="to come", due_at=NOW + HOUR)
        claimed = [await claim(store) for _ in range(3)]
    assert [[nudge.period for nudge in batch] for batch in claimed] == [["sooner"], ["later"], []]


async def test_a_claimed_nudge_falls_due_again_when_its_lease_is_over(database):
    async with database.store() as store:
        contact, _ = await enrolled(store)
        await file(store, contact)
        (first,) = await claim(store)
        assert not await claim(store, NOW + LEASE - DAY / 86400)
        (again,) = await claim(store, NOW + LEASE, lease="another")
    assert (first.attempts, first.maybe_repeated) == (1, False)
    assert (again.attempts, again.maybe_repeated) == (2, True)


async def test_who_lost_the_lease_has_no_say_any_more(database):
    async with database.store() as store:
        contact, _ = await enrolled(store)
        await file(store, contact)
        (slow,) = await claim(store)
        (quick,) = await claim(store, NOW + LEASE, lease="another")
        await store.ledger.record([Outcome(slow, NudgeState.FAILED, "too slow")], NOW + LEASE)
        await store.ledger.record([Outcome(quick, NudgeState.SENT)], NOW + LEASE)
        await store.ledger.record([Outcome(quick, NudgeState.FAILED)], NOW + LEASE)
        (kept,) = await store.ledger.last(contact.learner.id, 1)
    assert (kept.state, kept.sent_at) == (NudgeState.SENT, NOW + LEASE)


async def test_a_batch_is_the_oldest_so_many(database):
    async with database.store() as store:
        contact, _ = await enrolled(store)
        for hours in (3, 1, 2):
            await file(store, contact, period=str(hours), due_at=NOW - hours * HOUR)
        batch = await claim(store, most=2)
    assert [nudge.period for nudge in batch] == ["3", "2"]


async def test_a_nudge_of_a_platform_not_named_is_not_claimed(database):
    async with database.store() as store:
        contact, _ = await enrolled(store)
        await file(store, contact)
        assert not await store.ledger.claim(["discord"], NOW, lease="one", most=9)
        assert not await store.ledger.claim([], NOW, lease="one", most=9)
        assert (await store.look(["discord", "telegram"])).due_at == {"telegram": NOW}


@pytest.mark.parametrize("state", [NudgeState.SENT, NudgeState.FAILED, NudgeState.SKIPPED, NudgeState.UNREACHABLE])
async def test_an_outcome_is_final(database, state):
    async with database.store() as store:
        contact, _ = await enrolled(store)
        await file(store, contact)
        (nudge,) = await claim(store)
        await store.ledger.record([Outcome(nudge, state, "x" * 500)], NOW)
        assert not await claim(store, NOW + 9 * DAY)
        assert not (await store.look(["telegram"])).due_at
        (kept,) = await store.ledger.last(contact.learner.id, 1)
    assert (kept.state, kept.reason) == (state, "x" * 200)


# what the scans cost


async def plans_of(database: Database, work: Work) -> list[str]:
    """How SQLite goes about every SELECT and UPDATE that ``work`` makes of a store, one line a step."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        seen.append((statement, parameters))

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    async with database.store() as store:
        await work(store)
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    async with database.engine.connect() as connection:
        return [
            step[3]
            for statement, parameters in seen
            if not statement.startswith(("INSERT", "DELETE", "BEGIN"))
            for step in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_scan_for_due_learners_uses_its_index_and_sorts_nothing(database):
    steps = await plans_of(database, lambda store: store.learners.due(NOW, 500))
    assert steps[0].startswith("SEARCH learners USING INDEX ix_learners_next_nudge_at (next_nudge_at>? AND")
    assert not [step for step in steps if "SCAN" in step or "TEMP B-TREE" in step]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_the_scan_for_due_nudges_uses_its_index(database):
    steps = await plans_of(database, claim)
    for index in ("ix_nudges_prompt", "ix_nudges_platform_due_at"):
        assert [step for step in steps if f"SEARCH nudges USING INDEX {index} (platform=? AND due_at<?)" in step], steps
    assert not [step for step in steps if "SCAN nudges" in step]
    assert sum("TEMP B-TREE" in step for step in steps) == 1, "of the few that both have found"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "work",
    [
        lambda store: store.learners.by_account("telegram", "1"),
        lambda store: store.learners.by_ids([1, 2]),
        lambda store: store.facts.of((1, 2)),
        lambda store: store.ledger.last(1, 10),
        lambda store: store.buttons.line("token", NOW),
    ],
    ids=["by_account", "by_ids", "facts", "ledger", "button"],
)
async def test_what_a_command_asks_is_found_by_an_index(database, work):
    assert not [step for step in await plans_of(database, work) if "SCAN" in step]


async def test_who_only_looks_sees_all_as_of_one_moment(database):
    async with database.store() as store:
        contact, strand = await enrolled(store)
    learner = contact.learner.id
    async with database.reading() as looking:
        marks = await looking.marks.of([learner])
        async with database.store() as store:
            await store.facts.append(strand.id, [check_in()], after=0, said_at=NOW)
        assert await looking.facts.of((strand.id,)) == ()
        assert await looking.marks.of([learner]) == marks
    async with database.reading() as looking:
        assert await looking.marks.of([learner]) != marks

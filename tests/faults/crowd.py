"""Learners by the hundred whose nudges are due, put straight into the tables."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import func, insert, select, update

from bot.store import Database, NudgeKind
from bot.store.group_tables import attendances, groups, meetings, memberships
from bot.store.ledger import Entry
from bot.store.study_times import stored_form
from bot.store.tables import accounts, enrolments, learners, nudges
from bot.store.timers import place
from bot.store.values import NEWS
from roadmap.focus import focus
from roadmap.study_times import StudyTime, StudyTimes

AN_HOUR_AGO = timedelta(hours=1)
FEW_MINUTES = timedelta(minutes=4)
PLATFORM = "telegram"


async def crowd(url: str, count: int, *, now: datetime | None = None, is_due: bool = True) -> None:
    """``count`` enrolled learners, numbered from 1 as their accounts are, each with a weekly nudge an hour overdue unless none
    ``is_due``."""
    now = now or datetime.now(UTC)
    numbers, due = range(1, count + 1), now - AN_HOUR_AGO if is_due else None
    common = {
        "nudges_on": True,
        "nudge_weekday": now.weekday(),
        "nudge_time": time(9),
        "created_at": now,
        "roadmap": "ml-data",
        "news": NEWS,
    }
    database = Database(url)
    async with database.engine.begin() as connection:
        rows = [{**common, "id": number, "next_nudge_at": due} for number in numbers]
        await connection.execute(insert(learners), rows)
        known = [{"id": n, "learner_id": n, "platform": PLATFORM, "user_id": f"{n}"} for n in numbers]
        await connection.execute(insert(accounts), known)
        begun = {"roadmap": "ml-data", "first_day": now.date(), "enrolled_at": now - timedelta(days=9)}
        await connection.execute(insert(enrolments), [{**begun, "id": n, "account_id": n} for n in numbers])
    await database.close()


async def sitters(url: str, count: int, *, now: datetime | None = None) -> None:
    """A crowd who all study at the same minute, which was a few minutes ago, and who have no other nudge to come."""
    now = (now or datetime.now(UTC)).replace(second=0, microsecond=0)
    await crowd(url, count, now=now)
    due = now - FEW_MINUTES
    times = stored_form(StudyTimes((StudyTime(due.weekday(), due.time(), 25),)))
    database = Database(url)
    async with database.engine.begin() as connection:
        studying = {"study_times": times, "study_answered_at": now - timedelta(days=9), "next_study_at": due}
        await connection.execute(update(learners).values(next_nudge_at=None, **studying))
    await database.close()


async def flock(url: str, count: int, *, members: int = 0, now: datetime | None = None) -> None:
    """``count`` groups whose digests came due an hour ago, their chats numbered down from -1; so many of a crowd's
    learners, from the first on, are members of every one of them."""
    now = now or datetime.now(UTC)
    due = now - AN_HOUR_AGO
    common = {
        "platform": PLATFORM,
        "title": "The Owls",
        "roadmap": "ml-data",
        "news": NEWS,
        "first_day": (now - timedelta(days=30)).date(),
        "digest_weekday": due.weekday(),
        "digest_time": due.time(),
        "board_on": False,
        "added_at": now,
        "next_look_at": due,
    }
    database = Database(url)
    async with database.engine.begin() as connection:
        numbers = range(1, count + 1)
        await connection.execute(insert(groups), [{**common, "id": n, "chat_id": f"{-n}"} for n in numbers])
        if members:
            joined = [
                {"group_id": n, "account_id": account, "name": f"Learner {account}", "joined_at": now}
                for n in numbers
                for account in range(1, members + 1)
            ]
            await connection.execute(insert(memberships), joined)
    await database.close()


async def focused(url: str, count: int, due: datetime) -> None:
    """``count`` learners, each on a focus of 25 minutes that ends at one moment."""
    await crowd(url, count, is_due=False)
    database, begun = Database(url), due - timedelta(minutes=25)
    async with database.store() as store:
        for number in range(1, count + 1):
            await store.facts.append(number, [focus(begun.date(), 25, "nlp")], after=0, said_at=begun)
        await store.ledger.file(
            *(Entry(n, n, PLATFORM, NudgeKind.FOCUS, place(n, 1), due) for n in range(1, count + 1))
        )
    await database.close()


async def meeting(
    url: str, count: int, starts_at: datetime, *, now: datetime | None = None, is_posted: bool = False
) -> None:
    """``count`` groups, their chats numbered down from -1, each with a meeting every week at this moment, which one member is in. The
    post that asks who is in stands in each where it ``is_posted``."""
    now = now or datetime.now(UTC)
    await crowd(url, 1, now=now, is_due=False)
    await flock(url, count, members=1, now=now)
    lengths = {"minutes": 60, "focus": 25, "pause": 5, "weekly": True, "at_once": False}
    common = {"starts_at": starts_at, "usual_at": starts_at, "account_id": 1, "topic": "nlp", **lengths}
    database, numbers = Database(url), range(1, count + 1)
    async with database.engine.begin() as connection:
        await connection.execute(update(groups).values(next_look_at=None))
        await connection.execute(insert(meetings), [{**common, "group_id": n} for n in numbers])
        made = (await connection.execute(select(meetings.c.group_id, meetings.c.id))).all()
        is_in = {"account_id": 1, "is_in": True, "since": now}
        await connection.execute(insert(attendances), [{**is_in, "meeting_id": one} for _, one in made])
    async with database.store() as store:
        kinds = {NudgeKind.ROUND: starts_at} | ({NudgeKind.MEETING: now} if is_posted else {})
        rows = [
            Entry(None, None, PLATFORM, kind, f"{one}", due, one, group)
            for kind, due in kinds.items()
            for group, one in made
        ]
        await store.ledger.file(*rows)
    async with database.engine.begin() as connection:
        posted = update(nudges).where(nudges.c.kind == NudgeKind.MEETING.value)
        await connection.execute(posted.values(state="sent", sent_at=now, message_id="1"))
    await database.close()


@dataclass(frozen=True, slots=True)
class Begun:
    """How many rounds were recorded as begun, are asked about at their end, and are followed by one a week later."""

    sent: int
    asked: int
    followed: int


async def begun(url: str) -> Begun:
    """What became of the meetings of all groups."""
    database = Database(url)
    async with database.engine.connect() as connection:
        of_round = nudges.c.kind == NudgeKind.ROUND.value
        sent = select(func.count()).where(of_round, nudges.c.state == "sent", nudges.c.period.not_like("%over%"))
        asked = select(func.count()).where(of_round, nudges.c.period.like("%over%"))
        followed = select(func.count()).where(meetings.c.follows.is_not(None))
        found = Begun(*[(await connection.execute(one)).scalar_one() for one in (sent, asked, followed)])
    await database.close()
    return found


async def pile(url: str, count: int) -> None:
    """``count`` nudges for the first learner of a crowd, all due at once, each of a period of its own."""
    database, due = Database(url), datetime.now(UTC) - AN_HOUR_AGO
    async with database.store() as store:
        entries = [Entry(1, 1, PLATFORM, NudgeKind.SNOOZE, f"day {number}", due) for number in range(count)]
        await store.ledger.file(*entries)
    await database.close()


async def outcomes(url: str) -> dict[int, tuple[str, bool]]:
    """Each learner's nudge: its state, and whether it may have been repeated."""
    database = Database(url)
    async with database.engine.connect() as connection:
        rows = await connection.execute(select(nudges.c.learner_id, nudges.c.state, nudges.c.maybe_repeated))
        found = {learner: (state, maybe) for learner, state, maybe in rows.all()}
    await database.close()
    return found


async def open_rows(url: str) -> int:
    """How many rows of the ledger are due or being sent."""
    database = Database(url)
    async with database.engine.connect() as connection:
        is_open = nudges.c.state.in_(("due", "sending"))
        count = (await connection.execute(select(func.count()).where(is_open))).scalar_one()
    await database.close()
    return int(count)

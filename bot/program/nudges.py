"""``roadmate nudges``: the ledger for the person who runs the bot; ids and outcomes, no names, no texts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.settings import Settings
from bot.store import Database, Nudge, NudgeState, Store

MOST = 100


async def failed(settings: Settings) -> list[str]:
    """The latest failed nudges, a line each."""
    async with _store(settings) as store:
        rows = await store.ledger.failed(MOST)
    return [_line(row) for row in rows] or ["No nudge has failed."]


async def of_learner(settings: Settings, learner_id: int) -> list[str]:
    """A learner's latest nudges, a line each."""
    async with _store(settings) as store:
        rows = await store.ledger.last(learner_id, MOST)
    return [_line(row) for row in rows] or [f"Learner {learner_id} has no nudges."]


async def of_group(settings: Settings, group_id: int) -> list[str]:
    """What was posted and done in a group lately, a line each."""
    async with _store(settings) as store:
        rows = await store.ledger.of_group(group_id, MOST)
    return [_line(row) for row in rows] or [f"Group {group_id} has no nudges."]


async def retry(settings: Settings) -> list[str]:
    """Let all failed nudges fall due again."""
    async with _store(settings) as store:
        count = await store.ledger.retry_failed(await store.now())
    return [f"{count} failed nudge{'' if count == 1 else 's'} will be tried again within a minute."]


@asynccontextmanager
async def _store(settings: Settings) -> AsyncIterator[Store]:
    """One transaction, after which nothing is left open, whatever happens."""
    database = Database(settings.database_url)
    try:
        async with database.store() as store:
            yield store
    finally:
        await database.close()


def _line(nudge: Nudge) -> str:
    when = nudge.sent_at if nudge.state is NudgeState.SENT else nudge.due_at
    parts = [
        f"nudge={nudge.id} {_whose(nudge)} {nudge.platform} {nudge.kind} {nudge.period}",
        f"due={_short(nudge.first_due_at)} {nudge.state}={_short(when or nudge.due_at)} attempts={nudge.attempts}",
        f"reason={nudge.reason!r}" if nudge.reason else "",
        "maybe repeated" if nudge.maybe_repeated else "",
    ]
    return " ".join(part for part in parts if part)


def _whose(nudge: Nudge) -> str:
    return f"learner={nudge.learner_id}" if nudge.group_id is None else f"group={nudge.group_id}"


def _short(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%MZ}"

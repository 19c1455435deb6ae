"""Forgetting: all that is kept of a learner goes, at once or, where several chats are linked, once the others had their
time to object. What waits is a row, and performed by whichever process looks first."""

from datetime import datetime, timedelta

import structlog

from bot.errors import Conflict
from bot.nudges.alerts import alert
from bot.nudges.partner.anew import leaving
from bot.store import Account, Database, NudgeKind, Store
from bot.store.deletions import Deletion

log = structlog.get_logger()

TIME_TO_OBJECT = timedelta(minutes=10)


async def forget_learner(store: Store, learner_id: int, now: datetime, default_zone: str) -> None:
    """Delete everything that is kept of a learner."""
    theirs = [one.id for one in (await store.learners.accounts([learner_id]))[learner_id]]
    async with leaving(store, theirs, now, default_zone):
        await store.roadmaps.forget(learner_id)
        await store.learners.forget(learner_id, now)


async def ask_to_forget(store: Store, by: Account) -> Deletion:
    """Let it wait, and the learner's other chats know."""
    now = await store.now()
    deletion = await store.links.deletions.ask(by, now, now + TIME_TO_OBJECT)
    own = (await store.learners.accounts([by.learner_id]))[by.learner_id]
    await alert(store, NudgeKind.DELETING, own, by)
    return deletion


async def forget_due(database: Database, default_zone: str) -> int:
    """Perform every deletion that has waited long enough, each in a transaction of its own, and return how many there
    were. One that somebody is in the way of stays due."""
    done = 0
    async with database.reading() as store:
        due = await store.links.deletions.due(await store.now())
    for learner_id in due:
        try:
            async with database.store() as store:
                now = await store.now()
                if is_due := await store.links.deletions.is_due(learner_id, now):
                    await forget_learner(store, learner_id, now, default_zone)
        except Conflict:
            continue
        done += is_due
    if done:
        log.info("learners.forgotten", count=done)
    return done

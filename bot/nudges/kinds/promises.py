"""Promises between partners: made, asked about as their last day ends, and what became of them. The subject is the promise."""

from bot.chat.reply import Button, Reply, asking
from bot.nudges.group.names import person
from bot.nudges.kinds.scenes import ToLearner
from bot.nudges.partner.announcements import is_between_us, is_of
from bot.nudges.partner.questions import asks_about
from bot.reasons import Reason
from bot.store import Membership, Promise
from bot.texts import partner as texts
from roadmap.group import promises
from roadmap.group.names import isolated


async def promised(scene: ToLearner) -> Reply | Reason:
    """To a partner: what was promised, unless it is known by now what became of it."""
    found = await _for_partners(scene)
    if isinstance(found, Reason):
        return found
    kept, member = found
    today = scene.now.astimezone(scene.contact.learner.zone_or(scene.default_zone)).date()
    if kept.outcome is not promises.PromiseOutcome.OPEN:
        return Reason.ANSWERED
    return Reply(text=texts.promise_told(await person(scene.store, member), worded(kept), today))


async def how_it_went(scene: ToLearner) -> Reply | Reason:
    """To whoever promised, with a button for each answer."""
    found = await _found(scene)
    if isinstance(found, Reason):
        return found
    kept, _ = found
    if kept.outcome is not promises.PromiseOutcome.OPEN:
        return Reason.ANSWERED
    if not asks_about(scene.nudge.period, kept):
        return Reason.NOT_SET  # it was promised for another day since
    outcomes = (Button(texts.answer(one), f"/promise {one.value} {kept.id}") for one in texts.ANSWERS)
    return Reply(text=texts.how_it_went(worded(kept)), buttons=asking(*outcomes))


async def outcome(scene: ToLearner) -> Reply | Reason:
    """To a partner: what became of it, unless something else was promised in its place since."""
    found = await _for_partners(scene)
    if isinstance(found, Reason):
        return found
    kept, member = found
    if kept.outcome is promises.PromiseOutcome.OPEN or not is_of(scene.nudge.period, kept):
        return Reason.NOT_SET
    return Reply(text=texts.outcome_told(await person(scene.store, member), worded(kept)))


def worded(kept: Promise) -> promises.Promise:
    """A stored promise as the domain has it, as a part of a sentence."""
    return promises.Promise(isolated(kept.text), kept.week, kept.outcome, kept.day)


async def _for_partners(scene: ToLearner) -> tuple[Promise, Membership] | Reason:
    """The same, unless it is kept from partners: nobody can take away a letter, as an admin does a post."""
    found = await _found(scene)
    if isinstance(found, Reason):
        return found
    return Reason.MUTED if await is_between_us(scene.store, found[0], scene.now) else found


async def _found(scene: ToLearner) -> tuple[Promise, Membership] | Reason:
    """The promise and who made it, while both are there."""
    subject = scene.nudge.subject or 0
    kept = (await scene.store.partners.promises([subject])).get(subject)
    member = await scene.store.members.find(kept.group_id, kept.account_id) if kept else None
    return (kept, member) if kept and member else Reason.NO_PROMISE

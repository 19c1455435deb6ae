"""One of a learner's partners is silent: a gentle note, and later the offer of another partner."""

from bot.chat.reply import Button, Reply, Style
from bot.nudges.group.company import gather_some
from bot.nudges.group.names import person
from bot.nudges.kinds.scenes import ToLearner
from bot.reasons import Reason
from bot.store import Membership
from bot.texts import group_labels
from bot.texts import partner as texts
from roadmap.group.silence import Silence, silence


async def gentle_note(scene: ToLearner) -> Reply | Reason:
    """The note."""
    found = await _found(scene)
    if isinstance(found, Reason):
        return found
    silent, kept = found
    return Reply(text=texts.gentle_note(await person(scene.store, silent), kept.days))


async def rematch(scene: ToLearner) -> Reply | Reason:
    """The offer."""
    found = await _found(scene)
    if isinstance(found, Reason):
        return found
    name = await person(scene.store, found[0])
    button = Button(group_labels.another_partner(), "/partner rematch", Style.MAIN)
    return Reply(text=texts.rematch_offer(name), buttons=(button,))


async def _found(scene: ToLearner) -> tuple[Membership, Silence] | Reason:
    """Who is silent, whose membership is the subject, and since when; or why there is nothing to say any more."""
    store, subject = scene.store, scene.nudge.subject or 0
    silent = (await store.members.by_ids([subject])).get(subject)
    pairing = await store.partners.of_account(silent.group_id, silent.account_id) if silent else None
    if silent is None or pairing is None:
        return Reason.NO_PARTNER
    company = await gather_some(store, silent.group_id, [silent.account_id], scene.now, scene.default_zone)
    plan = company.plans.get(silent.account_id) if company else None
    if plan is None or not (kept := silence(plan, pairing.week)).noted:
        return Reason.SILENCE_OVER
    return silent, kept

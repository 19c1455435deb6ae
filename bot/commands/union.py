"""How two sides become one learner, and one becomes two: who keeps which settings, what is under way, what comes next."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.context import Context
from bot.chat.platform import Speaker
from bot.commands.routes import readdress
from bot.errors import DeletionWaits, LinkedAlready, OneEach
from bot.nudges.alerts import alert
from bot.nudges.arming import arm
from bot.store import Account, Contact, Enrolment, Learner, NudgeKind, Strand
from bot.store.links import Offer


@dataclass(frozen=True, slots=True)
class Sides:
    """Two learners about to be one: ``kept`` stays, and its settings hold; ``gone`` goes. ``strands`` are those of both."""

    kept: Contact
    gone: Contact
    strands: tuple[Strand, ...]

    @property
    def learner(self) -> Learner:
        """The learner as set afterwards. A zone, a roadmap, a theme or study times that only one side has are those of both; where one side has
        messages read aloud, both have, and who wants no announcements on one side hears none on either."""
        kept, gone = self.kept, self.gone
        under_way = kept.enrolment or gone.enrolment
        timed = gone.learner if not _has_times(kept.learner) and gone.learner.study_times is not None else kept.learner
        return replace(
            kept.learner,
            study_times=timed.study_times,
            study_answered_at=timed.study_answered_at,
            study_asked_at=timed.study_asked_at,
            created_at=min(kept.learner.created_at, gone.learner.created_at),
            zone=kept.learner.zone or gone.learner.zone,
            theme=kept.learner.theme or gone.learner.theme,
            plain=kept.learner.plain or gone.learner.plain,
            announcements=kept.learner.announcements and gone.learner.announcements,
            roadmap=under_way.roadmap if under_way else None,
        )

    @property
    def enrolment(self) -> Enrolment | None:
        """What is under way afterwards."""
        roadmap = self.learner.roadmap
        strands = tuple(strand for strand in self.strands if strand.roadmap == roadmap)
        return Enrolment(strands[0].roadmap, strands) if strands else None

    @property
    def other_roadmaps(self) -> tuple[str, ...]:
        """The slugs of what was told of and will not be under way."""
        return tuple(sorted({strand.roadmap for strand in self.strands if strand.roadmap != self.learner.roadmap}))


def _has_times(learner: Learner) -> bool:
    return learner.study is not None and bool(learner.study.times)


async def held(context: Context) -> tuple[Contact, tuple[Account, ...]]:
    """The speaker, locked and read afresh, and all accounts of theirs, the oldest first."""
    own = (await context.meet()).account.id
    await context.store.links.hold([own])
    contact = (await context.store.learners.by_ids([own]))[own]
    return contact, (await context.store.learners.accounts([contact.learner.id]))[contact.learner.id]


async def sides(context: Context, offer: Offer) -> Sides:
    """The speaker's side and the one that offers, both locked. The settings are the speaker's, who asks; but one who is
    on no roadmap has hardly set any, and takes over the other's. Raises LinkedAlready, DeletionWaits, OneEach."""
    own = (await context.meet()).account.id
    await context.store.links.hold([own, offer.account_id])
    found = await context.store.learners.by_ids([own, offer.account_id])
    mine, theirs = found[own], found[offer.account_id]
    if mine.learner.id == theirs.learner.id:
        raise LinkedAlready
    ids = [mine.learner.id, theirs.learner.id]
    for learner_id in ids:
        if await context.store.links.deletions.of_learner(learner_id):
            raise DeletionWaits
    accounts = await context.store.learners.accounts(ids)
    both = {one.platform for one in accounts[ids[0]]} & {one.platform for one in accounts[ids[1]]}
    if both:
        raise OneEach(min(both))
    kept, gone = (theirs, mine) if theirs.enrolment and not mine.enrolment else (mine, theirs)
    return Sides(kept, gone, await context.store.learners.strands(ids))


def seen(context: Context, both: Sides) -> Context:
    """The context as it will be once both sides are one."""
    account = context.contact.account if context.contact else both.kept.account
    return replace(context, contact=Contact(account, both.learner, both.enrolment))


async def unite(context: Context, both: Sides) -> Context:
    """Make one learner of the two, let each chat but the speaker's know which one has come, and return the speaker's
    context from now on."""
    after = replace(both.learner, last_platform=context.speaker.platform)
    before = await context.store.learners.accounts([both.kept.learner.id, both.gone.learner.id])
    await context.store.links.unite(after, both.gone.learner.id)
    speaker = (await context.meet()).account
    for side, other in ((both.kept, both.gone), (both.gone, both.kept)):
        own = [replace(one, learner_id=after.id) for one in before[side.learner.id] if one.id != speaker.id]
        await alert(context.store, NudgeKind.LINKED, own, other.account)
    return await _rearmed(context, speaker)


async def part(context: Context, account: Account, learner: Learner, others: Collection[Account]) -> None:
    """Give an account to a learner of its own; what is under way on either side is what its accounts speak of."""
    strands = await context.store.learners.strands([learner.id])
    await context.store.web.unsay_to(account.id)  # each side may have been told of groups that the other has joined
    takes = under_way(learner.roadmap, (strand for strand in strands if strand.account_id == account.id))
    leaves = under_way(learner.roadmap, (strand for strand in strands if strand.account_id != account.id))
    await context.store.links.part(account, learner, takes=takes, leaves=leaves)
    for one in (account, next(iter(others))):
        await _rearmed(context, one)


def under_way(roadmap: str | None, strands: Iterable[Strand]) -> str | None:
    """The roadmap under way where there are only these strands: the same as before, else the one begun last."""
    begun = {strand.roadmap: strand.enrolled_at for strand in strands}
    return roadmap if roadmap in begun else max(begun, key=lambda slug: begun[slug], default=None)


async def _rearmed(context: Context, account: Account) -> Context:
    """This account's context, read afresh, with the next nudge set anew and what waits addressed anew."""
    contact = (await context.store.learners.by_ids([account.id]))[account.id]
    here = replace(context, speaker=Speaker(account.platform, account.user_id), contact=contact)
    for name in ("next_nudge_at", "next_study_at"):
        if _to_come(getattr(contact.learner, name), context.now) or contact.enrolment is None:
            await here.change(**{name: None})
    if contact.enrolment:
        await arm(here)
        await readdress(here)
    return here


def _to_come(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment > now

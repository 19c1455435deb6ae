"""What is composed from: a row at the moment of sending, with what it is about, and what all that compose do with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from markupsafe import Markup

from bot.chat import buttons
from bot.chat.platform import Edit, Post
from bot.chat.reply import Message, Reply
from bot.nudges.at_hand import AtHand
from bot.nudges.errands import Afterwards, Errand, Letter
from bot.nudges.identity import key_of
from bot.reasons import Reason
from bot.store import Contact, Group, Nudge, NudgeState, Outcome, Store
from bot.store.ids import NOBODY
from bot.store.ledger import NOTHING_SENT, Before
from bot.store.post_names import accounts_in, struck, untraced
from bot.store.posts import StandingPost
from roadmap.facts import ProgressEvent
from roadmap.model import Roadmap
from roadmap.plan import Plan
from roadmap.value import value

UNDER_WAY = frozenset({NudgeState.DUE, NudgeState.SENDING})
AGAIN = timedelta(minutes=1)
"""After how long a post that was under way is looked at again; a lease lasts as long."""


@value
class Scene:
    """A row, in the transaction that has claimed it."""

    store: Store
    nudge: Nudge
    now: datetime
    default_zone: str

    def skip(self, reason: Reason) -> Outcome:
        """There is nothing to be done."""
        return Outcome(self.nudge, NudgeState.SKIPPED, reason)


@value
class ToChat(Scene):
    """A row for one account of a learner."""

    contact: Contact

    async def letter(
        self, reply: Reply, afterwards: Afterwards | None = None, *, why: str = "", about: str = ""
    ) -> Errand:
        """The reply as a letter, its buttons for the learner alone, the traces of names in it taken out; ``why`` is its reason,
        ``about`` what it is about, as its row has it."""
        user_id = self.contact.account.user_id
        letter = await buttons.ready(
            _untraced(reply),
            store=self.store,
            user_id=user_id,
            open_to_all=frozenset(),
            now=self.now,
            plain=self.contact.learner.plain,
            key=key_of(self.nudge),
        )
        return Errand(Letter(user_id, letter), afterwards, why, about)


@value
class ToLearner(ToChat):
    """A row for a learner on a roadmap, with all they told of it; of a nudge also what was sent ``before``, the ``others`` they
    are on, and ``along``, the notes that wait for it."""

    plan: Plan
    events: Sequence[ProgressEvent]
    before: Before = NOTHING_SENT
    others: Sequence[Roadmap] = ()
    along: Sequence[Nudge] = ()

    def with_notes(self, along: Sequence[Nudge]) -> Self:
        return replace(self, along=along)


@value
class ToGroup(Scene):
    """A row of a group, with what is ``at_hand`` for all of its batch and the ``roadmaps`` of their groups, by slug."""

    group: Group
    at_hand: AtHand
    roadmaps: Mapping[str, Roadmap]

    @property
    def roadmap(self) -> Roadmap | None:
        return self.roadmaps.get(self.group.roadmap or "")

    async def message(self, reply: Reply) -> Message:
        """The reply as a platform gets it: anybody may press its buttons, and the traces of names are taken out."""
        names = frozenset(button.line.removeprefix("/").partition(" ")[0] for button in reply.buttons)
        plain = Reply(text=untraced(reply.text), buttons=reply.buttons, set_apart=reply.set_apart)
        key = key_of(self.nudge)
        return await buttons.ready(plain, store=self.store, user_id=NOBODY, open_to_all=names, now=self.now, key=key)

    async def post(
        self, reply: Reply, afterwards: Afterwards | None = None, *, thread_id: str | None = None, why: str = ""
    ) -> Errand | Outcome:
        """The reply as a post in the group's thread or another one, ``why`` as its ledger tells it; its text is kept before it is
        sent. Nothing where it would tell of nobody but those for whom nothing is posted."""
        heard = self._of_the_unmuted(reply)
        if heard is None:
            return self.skip(Reason.MUTED)
        thread_id = thread_id or self.group.thread_id
        await self.store.posts.keep(self.nudge.id, heard.text, thread_id)
        return Errand(Post(self.group.chat_id, thread_id, await self.message(heard)), afterwards, why)

    async def edit(self, message_id: str, thread_id: str | None, reply: Reply) -> Errand | Outcome:
        """The reply in the place of an earlier message, in the thread that this stands in, even if it tells of nobody but those for
        whom nothing is posted: what stands would be untrue. What was kept of that goes once it is done."""
        muted = self._muted(reply)
        heard = replace(reply, text=Markup(struck(reply.text, muted)))  # noqa: S704 - what is left of what is Markup
        await self.store.posts.keep(self.nudge.id, heard.text, thread_id)
        deed = Edit(self.group.chat_id, thread_id, message_id, await self.message(heard))
        return Errand(deed, Replaced(self.group.id, self.nudge.id))

    def _of_the_unmuted(self, reply: Reply) -> Reply | None:
        """The reply without those for whom nothing is posted; None where it tells of nobody else."""
        muted = self._muted(reply)
        if muted and muted.issuperset(accounts_in(reply.text)):
            return None
        return replace(reply, text=Markup(struck(reply.text, muted)))  # noqa: S704 - what is left of what is Markup

    def _muted(self, reply: Reply) -> frozenset[int]:
        """Of those of whom it tells, for whom nothing is posted."""
        return self.at_hand.muted[self.group.id].intersection(accounts_in(reply.text))

    def is_under_way(self, post: StandingPost | None) -> bool:
        """Whether a post that this row is about is being sent just now."""
        return post is not None and post.state in UNDER_WAY

    def again(self) -> Outcome:
        """The post that this row is about is waited for."""
        return Outcome(self.nudge, NudgeState.DUE, Reason.POST_UNDER_WAY, due_at=self.now + AGAIN)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A message stands as this row has it: what earlier rows kept of it goes."""

    group_id: int
    nudge_id: int

    async def keep(self, store: Store, made: str, _now: datetime) -> None:
        await store.posts.replaced(self.group_id, self.nudge_id, made)


def _untraced(reply: Reply) -> Reply:
    """The reply without the traces of names, of which most have none."""
    text = untraced(reply.text)
    return reply if text == reply.text else replace(reply, text=text)

"""What a command is given: who speaks, when, and the store of the transaction it runs in."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.chat.command import Command
from bot.chat.exhibit import Exhibit
from bot.chat.library import default_roadmap, find_roadmaps
from bot.chat.people import Meant
from bot.chat.platform import Place, Speaker
from bot.errors import NotADay, NotEnrolled
from bot.files.reader import Read
from bot.said.lexicon import LEXICON
from bot.said.readings import LOG
from bot.said.settings import day_in
from bot.said.studied import names_no_step
from bot.said.values import Days, Direction, NoSuchDay
from bot.said.world import World
from bot.store import Contact, Enrolment, Group, Learner, Store
from bot.store.ids import NOBODY
from bot.zones.orders import order_in
from roadmap.facts import Fact, Kind, ProgressEvent
from roadmap.model import Roadmap
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply, replay

ELSEWHERE = Place(NOBODY, direct=True)
"""Where something is done that nobody has just said: no place at all."""

MANY = 200
"""Facts, or topics, of which so much comes that others have their turn afterwards."""


@dataclass
class Context:
    """One command's surroundings. ``now`` is when the learner spoke; ``contact`` is None for a stranger, of whom
    nothing is stored. ``commands`` are all there are, for /help. ``roadmap`` is the one under way, or the one that is
    offered; ``place`` is where it was said, ``group`` the group of that place if it is known as one, ``document`` a
    roadmap that was sent along, ``exhibit`` a picture or PDF, until a command takes it, ``people`` those whom the line means by
    more than a name, ``replies_to`` the id of the bot's message that it is about, and ``replied`` what that reads, where that is told; ``operators`` are those who operate the bot,
    ``public_url`` is where the installation is found on the web (None: nowhere), ``page_url`` where pages are: there, or on this machine
    for as long as the program runs; ``told`` is what the
    commands of this answer have stored."""

    store: Store
    speaker: Speaker
    now: datetime
    default_zone: str
    contact: Contact | None
    commands: tuple[Command, ...] = ()
    roadmap: Roadmap = field(default_factory=default_roadmap)
    place: Place = ELSEWHERE
    group: Group | None = None
    document: Read | None = None
    exhibit: Exhibit | None = None
    people: tuple[Meant, ...] = ()
    replies_to: str | None = None
    replied: str = ""
    operators: frozenset[Speaker] = frozenset()
    public_url: str | None = None
    page_url: str | None = None
    told: tuple[ProgressEvent, ...] = field(default=(), init=False)
    _events: tuple[ProgressEvent, ...] | None = field(default=None, init=False)
    _progress: Progress | None = field(default=None, init=False)
    _plan: Plan | None = field(default=None, init=False)

    @property
    def learner(self) -> Learner | None:
        return self.contact.learner if self.contact else None

    @property
    def is_plain(self) -> bool:
        """Whether the learner has messages read aloud."""
        return self.learner is not None and self.learner.plain

    @property
    def enrolment(self) -> Enrolment | None:
        return self.contact.enrolment if self.contact else None

    @property
    def zone(self) -> ZoneInfo:
        """The learner's zone, or the installation's until they say one."""
        return self.learner.zone_or(self.default_zone) if self.learner else ZoneInfo(self.default_zone)

    @property
    def today(self) -> date:
        """The learner's calendar day at the moment they spoke."""
        return self.now.astimezone(self.zone).date()

    @property
    def world(self) -> World:
        """What a line is read with."""
        return self._world()

    def _world(self, progress: Progress | None = None) -> World:
        order = order_in(self.learner.zone if self.learner else None)
        return World(self.now.astimezone(self.zone), self.roadmap, LEXICON, order, progress)

    async def world_of(self, command: Command | None, said: str) -> World:
        """The same for a line with this command in front (None: with none): where it may name steps of topics, with what the
        learner told so far. ``said`` is the whole line, of which one that only asks for the log names none."""
        names_steps = command is None or command.grammar.names_steps
        if not names_steps or self.enrolment is None:
            return self.world
        if command and command.name == LOG and names_no_step(said, self.world):
            return self.world
        return self._world(await self.progress())

    def day(
        self, said: str, look: Direction, zone: ZoneInfo | None = None, *, weekday: int | None = None
    ) -> date | None:
        """The whole of a text as one day beyond doubt, in the learner's zone unless another is named; of several that may be meant the
        one on ``weekday`` (Monday 0). None if it is none. Raises NotADay."""
        days = self.days(said, look, zone)
        return days.on(weekday).sure if days else None

    def days(self, said: str, look: Direction, zone: ZoneInfo | None = None) -> Days | None:
        """The days that may be meant by the whole of a text; see ``day``. Raises NotADay."""
        try:
            return day_in(said, self.now.astimezone(zone or self.zone), look=look, order=self.world.order)
        except NoSuchDay as refused:
            raise NotADay(refused.said, refused.year) from None

    def enrolled(self) -> tuple[Contact, Enrolment]:
        """The contact and its enrolment. Raises NotEnrolled."""
        if not self.contact or not self.contact.enrolment:
            raise NotEnrolled
        return self.contact, self.contact.enrolment

    async def events(self) -> tuple[ProgressEvent, ...]:
        """All facts of the roadmap under way, those of this command included."""
        if self._events is None:
            self._events = await self.store.facts.of(self.enrolment.ids) if self.enrolment else ()
        return self._events

    async def meet(self) -> Contact:
        """The speaker, who is no stranger from now on."""
        if self.contact is None:
            speaker = self.speaker
            self.contact = await self.store.learners.add(speaker.platform, speaker.user_id, self.now)
        return self.contact

    async def enrol(self, roadmap: Roadmap, first_day: date) -> Enrolment:
        """Put the speaker, until now perhaps a stranger, on a roadmap."""
        self.contact = await self.store.learners.enrol(await self.meet(), roadmap.slug, first_day, self.now)
        self.roadmap, self._events, self._progress, self._plan = roadmap, None, None, None
        return self.enrolled()[1]

    async def go_to(self, roadmap: Roadmap, enrolment: Enrolment) -> None:
        """Put another roadmap that the learner is on under way."""
        await self.change(roadmap=roadmap.slug)
        contact, _ = self.enrolled()
        self.contact = replace(contact, enrolment=enrolment)
        self.roadmap, self._events, self._progress, self._plan = roadmap, None, None, None

    def read_as(self, roadmap: Roadmap) -> None:
        """The roadmap under way is another version of itself from now on."""
        self.roadmap, self._plan = roadmap, None

    async def append(self, facts: Iterable[Fact], strand: int | None = None) -> int:
        """Store facts said together, in the account's own strand unless another is named, and return their saying.
        Raises NotEnrolled."""
        strand, facts = strand or await self._own_strand(), tuple(facts)
        before = await self.events()
        told = await self.store.facts.append(
            strand,
            facts,
            after=max((event.position for event in before if event.strand == strand), default=0),
            said_at=self.now,
        )
        self._events, self._progress, self._plan = (*before, *told), self._after(facts), None
        self.told = (*self.told, *told)
        return told[0].saying

    def _after(self, facts: tuple[Fact, ...]) -> Progress | None:
        """The progress with some more facts, where it is worked out already and they only add to it; else None."""
        _, enrolment = self.enrolled()
        only_add = len(enrolment.ids) == 1 and all(fact.kind is not Kind.UNDONE for fact in facts)
        return apply(self._progress, *facts) if self._progress and only_add else None

    async def _own_strand(self) -> int:
        contact, enrolment = self.enrolled()
        own = enrolment.strand_of(contact.account.id)
        if own is None:
            self.contact = await self.store.learners.join_in(contact, enrolment, self.now)
            own = self.enrolled()[1].strands[-1]
        return own.id

    async def change(self, **columns: object) -> Learner:
        """Set some of the learner's columns. Raises NotEnrolled for a stranger."""
        if not self.contact:
            raise NotEnrolled
        today = self.today
        learner = await self.store.learners.change(self.contact.learner.id, **columns)
        self.contact = replace(self.contact, learner=learner)
        if self.today != today:  # by another zone
            self._progress = self._plan = None
        return learner

    async def progress(self) -> Progress:
        """Progress on the roadmap under way; a stranger's begins today."""
        if self._progress is None:
            first_day = self.enrolment.first_day if self.enrolment else self.today
            events = await self.events()
            self._progress = replay(first_day, events)
            if len(events) > MANY:
                await asyncio.sleep(0)
        return self._progress

    async def plan(self) -> Plan:
        """The plan of the roadmap under way, seen today."""
        if self._plan is None:
            self._plan = make_plan(self.roadmap, await self.progress(), self.today)
            if len(self.roadmap.topics) > MANY:
                await asyncio.sleep(0)
        return self._plan


async def open_context(
    store: Store,
    speaker: Speaker,
    now: datetime,
    *,
    default_zone: str,
    contact: Contact | None,
    commands: tuple[Command, ...] = (),
) -> Context:
    """The surroundings of a command that is about to run, the roadmap under way with them."""
    context = Context(store, speaker, now, default_zone, contact, commands)
    if context.enrolment:
        slug = context.enrolment.roadmap
        context.roadmap = (await find_roadmaps(store, [slug])).get(slug, context.roadmap)
    return context

"""/member: one member as their level lets those who lead see them, and what can be done: a kind word, a partner, a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.library import find_roadmaps
from bot.chat.reply import Button, Reply, choices
from bot.commands.group.here import aside
from bot.commands.group.how import leads, page_of
from bot.errors import Expired
from bot.nudges.group.company import title_of
from bot.nudges.group.names import names_in
from bot.nudges.group.sights import OnTheirs, flags_now, on_theirs
from bot.nudges.kinds.kind_word import BY
from bot.nudges.partner.addressees import reaching
from bot.nudges.partner.meeting import free_in
from bot.nudges.partner.surroundings import Look
from bot.nudges.when import week_of
from bot.store import Group, Membership, NudgeKind
from bot.store.post_names import untraced
from bot.texts import group_leaders as texts
from bot.texts import helps
from bot.texts import leader_labels as labels
from bot.texts.stages import told_apart
from roadmap.group.lead import MOST_NAMED
from roadmap.group.sight import Detail, Level

MOST_PICKED = 12
MEETING = "meet"
PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Looked:
    """Who leads looks at a member of a group."""

    group: Group
    member: Membership
    there: OnTheirs
    name: str
    me: int

    @property
    def is_own(self) -> bool:
        """Whether it is a look at themselves."""
        return self.member.account_id == self.me

    @property
    def line(self) -> str:
        return f"/member {self.group.id} {self.member.account_id}"


@command("member", helps.MEMBER, "/member 1 2", offered=False)
async def member(context: Context, what: str) -> Reply:
    """``what`` is the group and the member by the number of their account, and what is to be done; or a page of the group. Raises
    Expired for who does not lead the group, and of a member who lets nothing be seen; and what is done about a member nobody does about themselves."""
    match what.split():
        case [group, page] if page.startswith("p") and _are_numbers(group, page[1:]):
            return await _page(context, int(group), int(page[1:]))
        case [group, one] if _are_numbers(group, one):
            return await _shown(context, await _looked(context, int(group), int(one)))
        case [group, one, "word"] if _are_numbers(group, one):
            return await _word(context, await _looked_at_another(context, int(group), int(one)))
        case [group, one, "pair"] if _are_numbers(group, one):
            return await _pair_with_whom(context, await _looked_at_another(context, int(group), int(one)))
        case [group, one, "pair", other] if _are_numbers(group, one, other):
            return await _pair(context, await _looked_at_another(context, int(group), int(one)), int(other))
        case [group, one, "meet"] if _are_numbers(group, one) and _can_meet(context):
            return await _meeting(context, await _looked_at_another(context, int(group), int(one)))
    raise Expired


def _are_numbers(*said: str) -> bool:
    return all(one.isdecimal() and len(one) < 10 for one in said)


async def _page(context: Context, group_id: int, page: int) -> Reply:
    group = (await context.store.groups.by_ids([group_id])).get(group_id)
    if group is None or not await leads(context, group_id):
        raise Expired
    slug = group.roadmap or ""
    roadmap = (await find_roadmaps(context.store, [slug])).get(slug)
    if roadmap is None:
        raise Expired
    return await page_of(context, group, roadmap, max(1, page))


async def _looked(context: Context, group_id: int, account_id: int) -> Looked:
    group = (await context.store.groups.by_ids([group_id])).get(group_id)
    if group is None or not await leads(context, group_id):
        raise Expired
    found = await context.store.members.find(group_id, account_id)
    is_small = await context.store.members.count(group_id) <= MOST_NAMED
    if found is None or found.level == Level.NOTHING or not is_small:
        raise Expired
    there = await on_theirs(context.store, group, found, context.now, context.default_zone)
    if there is None:
        raise Expired
    name = (await names_in(context.store, group_id))[account_id]
    return Looked(group, found, there, name, (await context.meet()).account.id)


async def _looked_at_another(context: Context, group_id: int, account_id: int) -> Looked:
    """The same. Raises Expired of oneself, for whom there is nothing to be done."""
    looked = await _looked(context, group_id, account_id)
    if looked.is_own:
        raise Expired
    return looked


async def _shown(context: Context, looked: Looked) -> Reply:
    await _write_down(context, looked, str(looked.member.level), [looked.member])
    level, there = Level(looked.member.level), looked.there
    flags = await flags_now(context.store, looked.group, looked.member, there, context.now)
    text = texts.person(
        looked.name,
        there.sight(level),
        flags,
        level=level,
        roadmap=there.roadmap,
        today=there.today,
        is_own=looked.is_own,
    )
    if looked.is_own:
        return _aside(text)
    return _aside(
        text,
        Button(labels.kind_word(), f"{looked.line} word"),
        *((Button(labels.pair_with(), f"{looked.line} pair"),) if await _free(context, looked) else ()),
        *((Button(labels.propose_meeting(), f"{looked.line} meet"),) if _can_meet(context) else ()),
    )


async def _write_down(context: Context, looked: Looked, shown: str, of: Iterable[Membership]) -> None:
    """For each of them to read. Nobody's look at themselves is one."""
    at = [(one.account_id, shown) for one in of if one.account_id != looked.me]
    await context.store.leaders.looked(looked.group.id, looked.me, at, context.now)


async def _word(context: Context, looked: Looked) -> Reply:
    """Once a week from each who leads."""
    me = await context.store.members.find(looked.group.id, looked.me)
    zone = looked.group.zone_or(context.default_zone)
    period = f"{week_of(context.now, zone)}.{looked.member.id}.{BY}{looked.me}"
    seen = (await context.store.members.seen([looked.group.id], [looked.member.account_id]))[looked.group.id]
    reach = await reaching(context.store, seen)
    entries = [reach.entry(one, NudgeKind.KIND_WORD, period, context.now, looked.member.id) for one in seen]
    if not await context.store.ledger.file(*entries):
        return _aside(texts.word_said_already(looked.name))
    who = (await names_in(context.store, looked.group.id))[me.account_id] if me else None
    return _aside(texts.word_noted(looked.name, texts.kind_word(who, title_of(looked.group, looked.there.roadmap))))


async def _pair_with_whom(context: Context, looked: Looked) -> Reply:
    others = await _free(context, looked)
    if not others:
        return _aside(texts.nobody_to_pair(looked.name))
    names = await names_in(context.store, looked.group.id)
    found = sorted(others, key=lambda one: (names[one.account_id], one.account_id))[:MOST_PICKED]
    await _write_down(context, looked, Detail.WISH, [looked.member, *found])
    buttons = (Button(names[one.account_id], f"{looked.line} {PAIR} {one.account_id}") for one in found)
    return _aside(texts.pair_with_whom(looked.name), *choices(labels.partner(), *buttons))


async def _pair(context: Context, looked: Looked, account_id: int) -> Reply:
    """Both hear so, in the words of any introduction. Raises Expired where one of them is not free any more."""
    await context.store.groups.lock(looked.group.id)
    other = next((one for one in await _free(context, looked) if one.account_id == account_id), None)
    if other is None:
        raise Expired
    store, group, both = context.store, looked.group, [looked.member.account_id, account_id]
    pairing = await store.partners.pair(group.id, looked.there.today, both)
    seen = (await store.members.seen([group.id], both))[group.id]
    reach = await reaching(store, seen)
    period = f"{pairing.week}.{pairing.id}"
    await store.ledger.file(*(reach.entry(one, NudgeKind.PARTNERS, period, context.now, pairing.id) for one in seen))
    names = await names_in(store, group.id)
    return _aside(texts.paired(sorted(names[one] for one in both)))


async def _free(context: Context, looked: Looked) -> list[Membership]:
    """Those whom the member may be paired with: both can be paired now, as whoever meets by themselves, and who leads may know of
    both."""
    group, roadmaps = looked.group, {looked.group.roadmap or "": looked.there.roadmap}
    found = await free_in(Look(context.store, context.now, context.default_zone, roadmaps), group)
    free = [one.membership for one in found if one.membership.level > Level.NOTHING]
    others = [one for one in free if one.id != looked.member.id]
    return others if len(others) < len(free) else []


def _can_meet(context: Context) -> bool:
    return any(one.name == MEETING for one in context.commands)


async def _meeting(context: Context, looked: Looked) -> Reply:
    sight, roadmap = looked.there.sight(Level(looked.member.level)), looked.there.roadmap
    topic = told_apart(roadmap, sight.topic) if sight and sight.topic else ""
    if topic:
        await _write_down(context, looked, Detail.TOPIC, [looked.member])
    return _aside(texts.a_meeting(texts.meet_line(topic)))


def _aside(text: Markup, *buttons: Button) -> Reply:
    return aside(untraced(text), *buttons)

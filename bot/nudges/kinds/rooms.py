"""Topic rooms: opened once, then told what they are for, then that message is pinned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.chat.library import find_roadmaps
from bot.chat.platform import OpenRoom
from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.entries import has_rooms
from bot.nudges.kinds.pin import pin_it
from bot.nudges.kinds.scenes import ToGroup
from bot.platforms.packs import traits_of
from bot.reasons import Reason
from bot.store import Group, Nudge, NudgeKind, Outcome, Room, Store
from bot.store.ledger import Entry
from bot.texts import group_notices, group_rooms
from bot.texts.stages import told_apart
from roadmap.model import Roadmap, Topic


async def open_room(scene: ToGroup) -> Errand | Outcome:
    """Opens the room; the subject says which."""
    asked = await scene.store.rooms.find(scene.nudge.subject or 0)
    topic = await _topic(scene, asked)
    if asked is None or topic is None or asked.thread_id is not None:
        return scene.skip(Reason.NO_ROOM_TO_OPEN)
    deed = OpenRoom(scene.group.chat_id, group_rooms.name(topic, await _told_apart(scene)))
    return Errand(deed, Opened(scene.group, scene.nudge, asked.id))


async def _told_apart(scene: ToGroup) -> str:
    """What tells the rooms of this group from those of others in its chat, which has rooms for the same topics; nothing where no
    other has any."""
    group = scene.group
    others = [one for one in await scene.store.groups.of_chat(group.platform, group.chat_id) if one.id != group.id]
    with_rooms = [one for one in others if one.roadmap and has_rooms(one)]
    if not with_rooms:
        return ""
    is_alike = group.title in {"", *(one.title for one in with_rooms)}
    return f"{group.title} {group.id}".strip() if is_alike else group.title


async def opening(scene: ToGroup) -> Errand | Outcome:
    """The first message in a room: the topic and its resources."""
    opened = await scene.store.rooms.find(scene.nudge.subject or 0)
    topic = await _topic(scene, opened)
    if opened is None or topic is None or opened.thread_id is None:
        return scene.skip(Reason.NO_ROOM)
    reply = Reply(text=group_rooms.opening(topic))
    return await scene.post(reply, ToPin(scene.group, scene.nudge), thread_id=opened.thread_id)


def links(group: Group, roadmap: Roadmap, rooms: Sequence[Room]) -> Markup | None:
    """Where the open rooms are, for the digest."""
    titles, address_of = (
        {topic.slug: told_apart(roadmap, topic) for topic in roadmap.topics},
        traits_of(group.platform).address_of,
    )
    found = [
        (titles[one.topic], link)
        for one in rooms
        if one.topic in titles and one.thread_id and (link := address_of(group.chat_id, group.server_id, one.thread_id))
    ]
    return group_notices.rooms(found) if found else None


async def _topic(scene: ToGroup, asked: Room | None) -> Topic | None:
    slug = scene.group.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    topics = roadmap.topics if roadmap else ()
    return next((topic for topic in topics if asked and topic.slug == asked.topic), None)


@dataclass(frozen=True, slots=True)
class Opened:
    """A room is open, and is told what it is for."""

    group: Group
    nudge: Nudge
    room_id: int

    async def keep(self, store: Store, made: str, _now: datetime) -> None:
        await store.rooms.opened(self.room_id, made)
        opening = Entry.of_group(
            self.group, NudgeKind.OPENING, f"{self.room_id}", self.nudge.first_due_at, self.room_id
        )
        await store.ledger.file(opening)


@dataclass(frozen=True, slots=True)
class ToPin:
    """What a room is for stands there, and is to be pinned."""

    group: Group
    nudge: Nudge

    async def keep(self, store: Store, _made: str, _now: datetime) -> None:
        await pin_it(store, self.group, self.nudge)

"""Topic rooms: opened once, then told what they are for, then that message is pinned."""

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from bot.chat.library import find_roadmaps
from bot.chat.platform import OpenRoom
from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.scene import Scene
from bot.store import Group, Nudge, NudgeKind, Outcome, Room, Store
from bot.store.ledger import Entry
from bot.texts import group_notices, group_rooms
from roadmap.model import Roadmap, Topic


async def room(scene: Scene) -> Errand | Outcome:
    """Opens the room; the subject says which."""
    asked = await scene.store.rooms.find(scene.nudge.subject or 0)
    topic = await _topic(scene, asked)
    if asked is None or topic is None or asked.thread_id is not None:
        return scene.skip("no room to open")
    deed = OpenRoom(scene.group.chat_id, group_rooms.name(topic))
    return Errand(deed, partial(_opened, scene.group, scene.nudge, asked.id))


async def opening(scene: Scene) -> Errand | Outcome:
    """The first message in a room: the topic and its resources."""
    opened = await scene.store.rooms.find(scene.nudge.subject or 0)
    topic = await _topic(scene, opened)
    if opened is None or topic is None or opened.thread_id is None:
        return scene.skip("no room")
    errand = await scene.post(Reply(text=group_rooms.opening(topic)), thread_id=opened.thread_id)
    return Errand(errand.what, partial(_told, scene.group, scene.nudge))


def links(group: Group, roadmap: Roadmap, rooms: Sequence[Room]) -> Markup | None:
    """Where the open rooms are, for the digest."""
    titles = {topic.slug: topic.title for topic in roadmap.topics}
    found = [
        (titles[one.topic], link)
        for one in rooms
        if one.topic in titles and one.thread_id and (link := address(group, one.thread_id))
    ]
    return group_notices.rooms(found) if found else None


def address(group: Group, thread_id: str) -> str:
    """The web address of a thread, as its platform writes them; empty where it has none."""
    match group.platform:
        case "telegram":
            supergroup = -int(group.chat_id) - 10**12
            return f"https://t.me/c/{supergroup}/{thread_id}" if supergroup > 0 else ""
        case "discord" if group.server_id:
            return f"https://discord.com/channels/{group.server_id}/{thread_id}"
    return ""


async def _topic(scene: Scene, asked: Room | None) -> Topic | None:
    slug = scene.group.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    topics = roadmap.topics if roadmap else ()
    return next((topic for topic in topics if asked and topic.slug == asked.topic), None)


async def _opened(group: Group, nudge: Nudge, room_id: int, store: Store, made: str, _now: object) -> None:
    await store.rooms.opened(room_id, made)
    await store.ledger.file(Entry.of_group(group, NudgeKind.OPENING, f"{room_id}", nudge.first_due_at, room_id))


async def _told(group: Group, nudge: Nudge, store: Store, _made: str, _now: object) -> None:
    await store.ledger.file(Entry.of_group(group, NudgeKind.PIN, f"{nudge.id}", nudge.first_due_at, nudge.id))

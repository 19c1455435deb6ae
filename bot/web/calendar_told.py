"""What a learner's calendar is made of, as it is stored: their roadmaps with what they said of them, and their groups' meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.chat.library import find_roadmaps
from bot.nudges.group.company import title_of
from bot.store import Contact, Enrolment, Store
from bot.store.calendars import CalendarAddress
from bot.texts.stages import told_apart
from bot.web.calendar_meetings import WEEKS_EXPECTED, Asked, Host
from roadmap.facts import ProgressEvent
from roadmap.model import Roadmap
from roadmap.writing.editions import Edition

BEFORE = timedelta(weeks=WEEKS_EXPECTED)
"""How long before an address was made its meetings begin."""


@dataclass(frozen=True, slots=True)
class Told:
    """The address and whose it is, the learner's ``roadmaps``, the meetings of their groups, the ``hosts`` of these by the group's id,
    and the editions of all events there ever were."""

    address: CalendarAddress
    contact: Contact
    roadmaps: Sequence[tuple[Enrolment, Roadmap, tuple[ProgressEvent, ...]]]
    meetings: Sequence[Asked]
    hosts: Mapping[int, Host]
    known: Mapping[str, Edition]


async def whose(store: Store, secret: str) -> tuple[CalendarAddress, Contact] | None:
    """The address that ends in this, and its account; None where none does, nor that of anybody who is answered."""
    address = await store.calendars.behind(secret)
    contact = (await store.learners.by_ids([address.account_id])).get(address.account_id) if address else None
    return (address, contact) if address and contact and not contact.account.blocked_at else None


async def told_of(store: Store, address: CalendarAddress, contact: Contact, default_zone: str) -> Told:
    """All that the calendar behind an address is made of."""
    enrolments = await store.learners.enrolments(contact.learner.id)
    asked, hosts = await _meetings(store, contact, address, default_zone)
    known = await find_roadmaps(store, {one.roadmap for one in enrolments})
    events = await store.facts.of_all([one.ids for one in enrolments])
    roadmaps = [(one, known[one.roadmap], events[one.ids]) for one in enrolments if one.roadmap in known]
    return Told(address, contact, roadmaps, asked, hosts, await store.calendars.editions(address))


async def _meetings(
    store: Store, contact: Contact, address: CalendarAddress, default_zone: str
) -> tuple[Sequence[Asked], Mapping[int, Host]]:
    """The meetings, and the groups that still meet: those that were started, and are there."""
    found = await store.meetings.of_learner(contact.learner.id, address.made_at - BEFORE)
    if not found:
        return (), {}
    firsts = await store.meetings.firsts([one.id for one, _ in found])
    groups = (await store.groups.by_ids({one.group_id for one, _ in found})).values()
    roadmaps = await find_roadmaps(store, {group.roadmap for group in groups if group.roadmap})
    hosts = {}
    for group in groups:
        roadmap = roadmaps.get(group.roadmap or "")
        if roadmap and not group.gone_at:
            topics = {topic.slug: told_apart(roadmap, topic) for topic in roadmap.topics}
            hosts[group.id] = Host(title_of(group, roadmap), topics, group.zone_or(default_zone))
    return [Asked(one, is_in, firsts[one.id]) for one, is_in in found], hosts

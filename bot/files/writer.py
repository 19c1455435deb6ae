"""A roadmap written in a form of its own: a short one in a thread, a long one in a process, for that takes a second."""

import asyncio
import json
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from bot.files.reader import Run, asked, in_a_process
from roadmap.facts import Fact
from roadmap.inside import steps_done, with_own_steps
from roadmap.model import Roadmap, Status
from roadmap.plan import Plan
from roadmap.proofs import Certificate, Completion, Proven
from roadmap.writing.shown import shown_section
from roadmap.writing.stored_form import write_stored
from roadmap.writing.told import Told
from roadmap.writing.windows import Book, entries_of, in_json

CALENDAR = "calendar"

MOST_HERE = 200
"""Topics, with their prerequisites, resources, skills and steps, of a roadmap that is written in this process."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: the roadmap of a plan, with the learner's own steps, or its windows, in a ``form``: markdown, csv,
    json or calendar; ``certificates`` and ``log`` are the learner's."""

    form: str
    plan: Plan
    learner: int
    stamp: datetime
    certificates: tuple[Certificate, ...] = ()
    log: tuple[Fact, ...] = ()

    @property
    def roadmap(self) -> Roadmap:
        """The roadmap, with the steps that the learner chose or wrote."""
        return with_own_steps(self.plan.roadmap, self.plan.progress)


async def written(wanted: Wanted, *, account: Hashable = None, run: Run = in_a_process) -> bytes:
    """The file; ``account`` asked for it. Raises RoadmapFaults."""
    if _is_short(wanted.plan.roadmap):
        return await asyncio.to_thread(_here, wanted)
    if wanted.form == CALENDAR:
        return await asked(await asyncio.to_thread(_windows, wanted), CALENDAR, account=account, run=run)
    return await asked(await asyncio.to_thread(_roadmap, wanted), "write", wanted.form, account=account, run=run)


def _is_short(roadmap: Roadmap) -> bool:
    pieces = sum(
        1 + len(one.prerequisites) + len(one.resources) + len(one.skills) + len(one.steps) for one in roadmap.topics
    )
    return pieces <= MOST_HERE


def _here(wanted: Wanted) -> bytes:
    if wanted.form == CALENDAR:
        from roadmap.writing.calendar_file import write_calendar  # noqa: PLC0415 - icalendar takes time to load

        return write_calendar(wanted.plan, learner=wanted.learner, stamp=wanted.stamp)
    from roadmap.writing.forms import FORMS  # noqa: PLC0415 - as above

    return FORMS[wanted.form](wanted.roadmap, _statuses(wanted.plan), _told(wanted)).encode()


def shown_below(wanted: Wanted) -> str:
    """What stands below the learner's own Markdown document: what shows that something was done."""
    return shown_section(wanted.plan.roadmap, _told(wanted).proven)


def _windows(wanted: Wanted) -> bytes:
    book = Book(wanted.plan.roadmap.slug, wanted.plan.roadmap.title, wanted.learner, wanted.stamp)
    return json.dumps(in_json(book, entries_of(wanted.plan)), ensure_ascii=False).encode()


def _roadmap(wanted: Wanted) -> bytes:
    roadmap, told = wanted.roadmap, _told(wanted)
    head = {
        "slug": roadmap.slug,
        "statuses": [status.value for status in _statuses(wanted.plan).values()],
    }
    return f"{json.dumps(head)}\n{write_stored(roadmap, {}, told)}".encode()


def _told(wanted: Wanted) -> Told:
    """The steps that are ticked, of the topics that are completed now when they were, and the link, and the certificates."""
    plan = wanted.plan
    states = ((topic.slug, plan.progress.of(topic.slug)) for topic in plan.roadmap.topics)
    completions = {
        slug: Completion(state.completed, state.link) for slug, state in states if state.status is Status.COMPLETED
    }
    return Told(steps_done(plan.roadmap, plan.progress), Proven(completions, wanted.certificates, wanted.log))


def _statuses(plan: Plan) -> dict[str, Status]:
    return {topic.slug: plan.progress.of(topic.slug).status for topic in plan.roadmap.topics}

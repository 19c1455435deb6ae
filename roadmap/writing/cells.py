"""Each cell of a topic's row in the seed's style; its law: our reader finds in it what was meant, and no more.

A cell is written plainly where it reads as what it says, else guarded: its first letter by a number ("&#78;LP").
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from roadmap.model import Certification, Hours, Resource, Roadmap, Status, Step, Topic
from roadmap.reading.assembly.drafts import Draft
from roadmap.reading.assembly.fields import cell_of, draft_of
from roadmap.reading.assembly.references import Titles
from roadmap.reading.assembly.understood import is_optional, resource_of
from roadmap.reading.assembly.waits import Waits, parted, waits_of
from roadmap.reading.forms.markdown.outline import Outline
from roadmap.reading.slugs import unique_slugs
from roadmap.reading.values.needs import Need, read_needs
from roadmap.reading.values.roles import Field, Role
from roadmap.writing.escapes import destination, escaped, guarded, unbracketed, unseparated
from roadmap.writing.told import NOTHING_TOLD, Told

TICKED, OPEN = "☑", "☐"
NONE = "–"
BREAK = " <br> "
STAR = "⭐"

_lines = Outline(()).lines


@dataclass(frozen=True, slots=True)
class Page:
    """What the cells of one table look up: the places of its topics, what they are called and where the learner stands; the
    place of the first that has a stage; and, of those that were named so far, how they are written and read."""

    places: Mapping[str, int]
    titles: Titles
    statuses: Mapping[str, Status]
    told: Told
    staged: int
    topics: tuple[Topic, ...]
    named: dict[str, tuple[str, tuple[Need, ...]]] = field(default_factory=dict)

    def status(self, topic: Topic) -> Status:
        return self.statuses.get(topic.slug, Status.NOT_STARTED)


def page_of(roadmap: Roadmap, statuses: Mapping[str, Status], told: Told = NOTHING_TOLD) -> Page:
    topics = roadmap.topics
    drafts = [Draft(0, topic.title, ident=str(topic.number)) for topic in topics]
    titles = Titles(drafts, unique_slugs(topic.title for topic in topics), [topic.number for topic in topics])
    places = {topic.slug: place for place, topic in enumerate(topics)}
    staged = next((place for place, topic in enumerate(topics) if topic.stage), len(topics))
    return Page(places, titles, statuses, told, staged, topics)


def _plain(text: str, write: Callable[[str], str], is_meant: Callable[[str], bool]) -> str:
    """A text as it is where it reads as what is meant, else guarded."""
    plain = write(text)
    return plain if is_meant(plain) else guarded(text, write)


def _says(role: Role, cell: str, meant: Draft) -> bool:
    """Whether a cell reads as this and nothing else."""
    return cell_of(role, _lines(cell)) == meant


def _title(topic: Topic, page: Page) -> str:
    status = Status.SKIPPED if page.status(topic) is Status.SKIPPED else None
    sign = "⏭ " if status else ""

    def is_meant(plain: str) -> bool:
        said = draft_of(0, [(Field(Role.TITLE), _lines(f"{sign}**{plain}**"))])
        alone = said and replace(said, optional=None) == Draft(0, topic.title, status=status)
        return bool(said and alone and said.optional in (None, topic.optional))

    plain = escaped(topic.title)
    return f"{sign}**{plain if is_meant(plain) else guarded(topic.title, unbracketed)}**"


def _needs(topic: Topic, page: Page) -> str:
    parts = [_named(slug, page) for slug in topic.prerequisites]
    parts += [_skill(skill, page.places[topic.slug], page) for skill in topic.skills]
    return _joined(parts, page)


def _helps(topic: Topic, page: Page) -> str:
    return _joined([_named(slug, page) for slug in topic.recommended if slug in page.places], page)


def _joined(parts: list[tuple[str, tuple[Need, ...]]], page: Page) -> str:
    """The parts in a line where it reads as they do, else on lines of their own."""
    line, meant = ", ".join(text for text, _ in parts), [need for _, needs in parts for need in needs]
    whole = list(parted(read_needs(_lines(line)), page.titles)) == meant
    return line if whole else BREAK.join(text for text, _ in parts)


def _named(slug: str, page: Page) -> tuple[str, tuple[Need, ...]]:
    """A topic by its title, or by its number where that is not enough."""
    if slug not in page.named:
        place = page.places[slug]
        topic = page.topics[place]
        plain = unseparated(topic.title)
        needs = read_needs(_lines(plain))
        if not _is_exactly(needs, place, page.titles):
            plain = f"#{topic.number}"
            needs = (Need(plain),)
        page.named[slug] = plain, needs
    return page.named[slug]


def _is_exactly(needs: tuple[Need, ...], place: int, titles: Titles) -> bool:
    """Whether these needs are one, and the very title of the topic at a place, whoever has it."""
    if len(needs) != 1 or needs[0].soft or needs[0].skill:
        return False
    return titles.exactly(needs[0].text) == place and not needs[0].text.startswith("#")


def _skill(skill: str, place: int, page: Page) -> tuple[str, tuple[Need, ...]]:
    plain = unseparated(skill)
    needs = read_needs(_lines(plain))
    alone = len(needs) == 1 and waits_of(needs, place, page.titles) == Waits(skills=[skill])
    if not alone or page.titles.tired:
        plain, needs = guarded(skill, unseparated), (Need(skill, skill=True),)
    return plain, needs


def _stage(topic: Topic, page: Page) -> str:
    """None is said where a reader would take the stage of the rows above."""
    if not topic.stage:
        return NONE if page.places[topic.slug] > page.staged else ""
    return _plain(topic.stage, escaped, lambda said: _says(Role.STAGE, said, Draft(0, "", stage=topic.stage)))


def _why(topic: Topic, _: Page) -> str:
    return _plain(topic.why, escaped, lambda said: _says(Role.WHY, said, Draft(0, "", why=topic.why)))


def _optional(topic: Topic, _: Page) -> str:
    """An open box is needed where the stage says that its topics may be left out."""
    return TICKED if topic.optional else OPEN if is_optional(topic.stage) else ""


def _duration(topic: Topic, _: Page) -> str:
    if topic.duration is None:
        return ""
    short, long = topic.duration.weeks or (topic.duration.short, topic.duration.long)
    return _span(str(short), str(long), "week" if topic.duration.weeks else "day")


def _hours(hours: Hours | None) -> str:
    return _span(f"{hours.short:.10g}", f"{hours.long:.10g}", "hour") if hours else ""


def _span(short: str, long: str, unit: str) -> str:
    unit = unit if short == long == "1" else f"{unit}s"
    return f"{short} {unit}" if short == long else f"{short}–{long} {unit}"


def _resource(resource: Resource) -> str:
    if resource.url:
        return f"- [{escaped(resource.name)}]({destination(resource.url)})"
    meant = Draft(0, "", resources=(resource,))
    return f"- {_plain(resource.name, escaped, lambda said: _says(Role.RESOURCES, f'- {said}', meant))}"


def _certification(one: Certification) -> str:
    note = f" ({unbracketed(one.note)})" if one.note else ""
    meant = Draft(0, "", certifications=(one,))
    name = _plain(one.name, unbracketed, lambda said: _says(Role.CERTIFICATIONS, f"- {said}{note}", meant))
    return f"- {name}{note}"


def _certifications(topic: Topic, _: Page) -> str:
    instead = [f"- No cert; {escaped(topic.instead)}"] if topic.instead else []
    return BREAK.join([*map(_certification, topic.certifications), *instead])


def _steps(topic: Topic, page: Page) -> str:
    done = page.told.steps_done
    return BREAK.join(_step(step, topic, is_done=(topic.slug, step.slug) in done) for step in topic.steps)


def _step(step: Step, topic: Topic, *, is_done: bool) -> str:
    """A step with its link, its minutes, and which resource it is a part of."""
    of = _part_of(step.resource, topic)
    before = f"- {TICKED} " if is_done else "- "
    minutes = f" ({step.minutes} min)" if step.minutes else ""
    behind = f"{minutes} (resource: {escaped(of)})" if of else minutes
    meant = step.title, Status.COMPLETED if is_done else None, step.minutes, step.link, of

    def write(title: str) -> str:
        return f"[{unbracketed(title)}]({destination(step.link)})" if step.link else unbracketed(title)

    def is_meant(said: str) -> bool:
        read = cell_of(Role.STEPS, _lines(f"{before}{said}{behind}")).steps
        return [(one.title, one.status, one.minutes, one.link, one.resource) for one in read] == [meant]

    plain = write(step.title)
    if not is_meant(plain):
        title = guarded(step.title, unbracketed)
        plain = f"[{title}]({destination(step.link)})" if step.link else title
    return f"{before}{plain}{behind}"


def _part_of(name: str, topic: Topic) -> str:
    """A resource by its place among those of the topic, else by its name, as in an address where it would be read otherwise."""
    names = [one.name for one in topic.resources]
    if name in names:
        return f"#{names.index(name) + 1}"
    read = cell_of(Role.STEPS, _lines(f"- x (resource: {escaped(name)})")).steps
    is_meant = [(one.title, one.resource) for one in read] == [("x", name)] and resource_of(name, ()) == name
    return name if is_meant or not name else quote(name, safe=" ")


def _tick(*statuses: Status) -> Callable[[Topic, Page], str]:
    return lambda topic, page: TICKED if page.status(topic) in statuses else OPEN


Writer = Callable[[Topic, Page], str]

SEED: tuple[tuple[str, Writer], ...] = (
    ("🔢", lambda topic, _: str(topic.number)),
    ("**Topic**", _title),
    ("**Why Learn It Now**", _why),
    ("**Difficulty**", lambda topic, _: STAR * (topic.difficulty or 0)),
    ("**Dependency**", _needs),
    ("**Recommended Duration**", _duration),
    ("**Free Resources**", lambda topic, _: BREAK.join(map(_resource, topic.resources))),
    ("**Free Certifications**", _certifications),
    ("✅ Completed", _tick(Status.COMPLETED)),
    ("🟡 Going On", _tick(Status.GOING_ON)),
    ("❌ Not Started", _tick()),
)
"""The seed's own columns by their headings."""

FURTHER: tuple[tuple[str, Writer], ...] = (
    ("Weekly Hours", lambda topic, _: _hours(topic.weekly_hours)),
    ("Total Hours", lambda topic, _: _hours(topic.total_hours)),
    ("Stage", _stage),
    ("Optional", _optional),
    ("Recommended", _helps),
    ("Also Called", lambda topic, _: BREAK.join(map(escaped, topic.aliases))),
    ("Steps", _steps),
)
"""Columns that the seed has not, written where a topic says something in one."""

"""Each cell of a topic's row in the seed's style."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from roadmap.model import Certification, Duration, Hours, Resource, Status, Step, Topic
from roadmap.reading.own.cells import meaning
from roadmap.reading.own.columns import Column
from roadmap.reading.own.meanings import SKIPPED, STAR, Meaning
from roadmap.reading.own.prerequisites import Names, Needs
from roadmap.reading.own.resources import Certifications
from roadmap.reading.slugs import unique_slugs
from roadmap.reading.values.words import read_lines
from roadmap.writing.escapes import destination, escaped, guarded, unbracketed, unseparated
from roadmap.writing.told import NOTHING_TOLD, Told

TICKED, OPEN = "☑", "☐"
BREAK = " <br> "


@dataclass(frozen=True, slots=True)
class Page:
    """What the cells of one table look up: the names of its topics, their titles and where the learner stands; ``named``
    are the topics that were named in it so far, as they are written."""

    names: Names
    titles: Mapping[str, str]
    numbers: Mapping[str, int]
    statuses: Mapping[str, Status]
    told: Told = NOTHING_TOLD
    named: dict[str, str] = field(default_factory=dict)

    def status(self, topic: Topic) -> Status:
        return self.statuses.get(topic.slug, Status.NOT_STARTED)

    def says(self, column: str, text: str, value: object) -> bool:
        """Whether a cell's text reads as this value, without a fault."""
        return meaning(column, text, self.names) == Meaning(value)


def written(column: str, topic: Topic, page: Page) -> str | None:
    """The cell of a topic in a column; None in a column that says nothing we know."""
    return _WRITERS[column](topic, page) if column in _WRITERS else None


def _title(topic: Topic, page: Page) -> str:
    title = guarded(topic.title, escaped) if SKIPPED.match(topic.title) else escaped(topic.title)
    return f"⏭ **{title}**" if page.status(topic) is Status.SKIPPED else f"**{title}**"


def _prerequisites(topic: Topic, page: Page) -> str:
    parts = [_named(slug, page) for slug in topic.prerequisites]
    parts += [_skill(skill, page) for skill in topic.skills]
    line = ", ".join(parts)
    whole = page.says(Column.PREREQUISITES, line, Needs(topic.prerequisites, topic.skills))
    return line if whole else BREAK.join(parts)


def _named(slug: str, page: Page) -> str:
    """A topic by its title, or by its number where the title is another's as well."""
    if slug not in page.named:
        title = unseparated(page.titles[slug])
        found = page.names.find(read_lines(title)[0])
        page.named[slug] = title if found == slug else f"#{page.numbers[slug]}"
    return page.named[slug]


def _recommended(topic: Topic, page: Page) -> str:
    parts = [_named(slug, page) for slug in topic.recommended if slug in page.titles]
    whole = page.says(Column.RECOMMENDED, ", ".join(parts), Needs(topic.recommended))
    return ", ".join(parts) if whole else BREAK.join(parts)


def _hours(hours: Hours | None) -> str:
    if hours is None:
        return ""
    short, long = f"{hours.short:.10g}", f"{hours.long:.10g}"
    return f"{short} hours" if short == long else f"{short}–{long} hours"


def _skill(skill: str, page: Page) -> str:
    plain = unseparated(skill)
    whole = page.says(Column.PREREQUISITES, plain, Needs(skills=(skill,)))
    return plain if whole else guarded(skill, unseparated)


def _duration(duration: Duration | None) -> str:
    if duration is None:
        return ""
    short, long = duration.weeks or (duration.short, duration.long)
    unit = "week" if duration.weeks else "day"
    if short == long:
        return f"{short} {unit}" if short == 1 else f"{short} {unit}s"
    return f"{short}–{long} {unit}s"


def _resource(resource: Resource, page: Page) -> str:
    name = escaped(resource.name)
    if resource.url:
        return f"- [{name}]({destination(resource.url)})"
    whole = page.says(Column.RESOURCES, f"- {name}", (resource,))
    return f"- {name}" if whole else f"- {guarded(resource.name, escaped)}"


def _certification(certification: Certification, page: Page) -> str:
    note = f" ({unbracketed(certification.note)})" if certification.note else ""
    plain = f"- {unbracketed(certification.name)}{note}"
    whole = page.says(Column.CERTIFICATIONS, plain, Certifications((certification,)))
    return plain if whole else f"- {guarded(certification.name, unbracketed)}{note}"


def _steps(topic: Topic, page: Page) -> str:
    done = page.told.steps_done
    return BREAK.join(_step(step, page, done=(topic.slug, step.slug) in done) for step in topic.steps)


def _step(step: Step, page: Page, *, done: bool) -> str:
    minutes = f" ({step.minutes} min)" if step.minutes else ""
    tick = f"{TICKED} " if done else ""
    plain = f"{unbracketed(step.title)}{minutes}"
    alone = replace(step, slug=next(iter(unique_slugs([step.title]))))
    whole = page.says(Column.STEPS, f"- {plain}", (alone,))
    return f"- {tick}{plain if whole else f'{guarded(step.title, unbracketed)}{minutes}'}"


def _certifications(topic: Topic, page: Page) -> str:
    names = [_certification(certification, page) for certification in topic.certifications]
    instead = [f"- No cert; {escaped(topic.instead)}"] if topic.instead else []
    return BREAK.join(names + instead)


def _tick(*statuses: Status) -> Callable[[Topic, Page], str]:
    return lambda topic, page: TICKED if page.status(topic) in statuses else OPEN


_WRITERS: Mapping[str, Callable[[Topic, Page], str]] = {
    Column.NUMBER: lambda topic, _: str(topic.number),
    Column.TITLE: _title,
    Column.WHY: lambda topic, _: escaped(topic.why),
    Column.DIFFICULTY: lambda topic, _: STAR * (topic.difficulty or 0),
    Column.PREREQUISITES: _prerequisites,
    Column.WEEKS: lambda topic, _: _duration(topic.duration),
    Column.RESOURCES: lambda topic, page: BREAK.join(_resource(resource, page) for resource in topic.resources),
    Column.CERTIFICATIONS: _certifications,
    Column.COMPLETED: _tick(Status.COMPLETED),
    Column.GOING_ON: _tick(Status.GOING_ON),
    Column.NOT_STARTED: _tick(),
    Column.WEEKLY_HOURS: lambda topic, _: _hours(topic.weekly_hours),
    Column.TOTAL_HOURS: lambda topic, _: _hours(topic.total_hours),
    Column.STAGE: lambda topic, _: escaped(topic.stage),
    Column.OPTIONAL: lambda topic, _: TICKED if topic.optional else "",
    Column.RECOMMENDED: _recommended,
    Column.STEPS: _steps,
    Column.ALIASES: lambda topic, _: BREAK.join(map(escaped, topic.aliases)),
}

"""What cells, keys and labels say, put into a draft; each role has its own way of being read."""

import re
from collections.abc import Callable, Iterable, Sequence

from roadmap.errors import FaultKind
from roadmap.model import EASIEST, HARDEST, Resource, Status
from roadmap.reading.assembly.drafts import Draft, StepDraft
from roadmap.reading.limits import LONGEST_TEXT, LONGEST_TITLE, MOST_ENTRIES, refusal
from roadmap.reading.values.certifications import read_certifications
from roadmap.reading.values.durations import read_time, wholly_time
from roadmap.reading.values.labels import label_in_brackets, label_of
from roadmap.reading.values.links import keepable, links_in, unique
from roadmap.reading.values.needs import read_needs
from roadmap.reading.values.roles import Field, Role
from roadmap.reading.values.statuses import AUTHORS_WORDS, read_status, read_tick
from roadmap.reading.values.timewords import Unit
from roadmap.reading.values.titles import Title, read_title, shortened
from roadmap.reading.values.words import NOTHING, Words, say

_SPAN = re.compile(r"\s*(\d{1,4})(?:\s*(?:[-–—&~〜～]|to|and|a|e|y|bis|à|до|至)\s*(\d{1,4}))?\s*")
_STARS = re.compile("[⭐🌟★]")
_OUT_OF = re.compile(r"([1-9]\d?)\s*(?:/|of|out of)\s*([1-9]\d?)")

Said = tuple[Field, Sequence[Words]]
"""What one cell says, in lines of words, and what the cell is for."""


def draft_of(line: int, said: Iterable[Said], *, stage: str = "", known: Title | None = None) -> Draft | None:
    """The draft of a row, list item, heading or record; None where it has no title. ``known`` is that title where it
    was read already."""
    cells = [(field, lines) for field, lines in said if any(words.text or words.links for words in lines)]
    whole = next((_one(lines) for field, lines in cells if field.role is Role.TITLE), None)
    if whole is None:
        return None
    words, label = (whole, None) if whole.verbatim else label_in_brackets(whole)
    head = known if known and label is None else read_title(words)
    if not head.text:
        return None
    draft = Draft(line, shortened(head.text, LONGEST_TITLE), why=shortened(head.note, LONGEST_TEXT), status=head.status)
    draft.stage = shortened(" ".join(stage.split()), LONGEST_TITLE)
    draft.optional = head.optional or None
    draft.aliases = (head.number,) if head.number else ()
    for field, lines in (*cells, *([(label[0], (label[1],))] if label else ())):
        _SETTERS[field.role](draft, lines, field)
    draft.time = draft.time.filled(head.time)
    link(draft)
    return draft


def say_of(draft: Draft, field: Field, words: Words) -> None:
    """Let the draft say what one more line says."""
    _SETTERS[field.role](draft, (words,), field)
    link(draft)


def cell_of(role: Role, lines: Sequence[Words]) -> Draft:
    """What one cell says by itself."""
    draft = Draft(0, "")
    _SETTERS[role](draft, lines, Field(role))
    return draft


def link(draft: Draft, links: Iterable[Resource] = ()) -> None:
    """Let the draft have these links too, where it has none of that address. Raises RoadmapFaults "too many entries"."""
    if more := unique(links):
        known = {resource.url for resource in draft.resources}
        draft.resources += tuple(one for one in more if one.url not in known) if known else more
    if len(draft.resources) > MOST_ENTRIES:
        raise refusal(FaultKind.TOO_MANY_ENTRIES, len(draft.resources), draft.line)


def labelled(draft: Draft, words: Words) -> bool:
    """Take what a line says of the draft, where it has a label or is nothing but a span of time."""
    if label := label_of(words):
        say_of(draft, *label)
        return True
    time = wholly_time(words.said)
    if time is not None and time:
        draft.time = draft.time.filled(time)
    return bool(time)


def add_detail(draft: Draft, words: Words) -> None:
    """Let a line below a topic say what it says: by a label, by its links, or as description."""
    if labelled(draft, words):
        return
    links = links_in((words,), draft)
    link(draft, links)
    if not links and words.said:
        draft.why = shortened(f"{draft.why}; {words.said}" if draft.why else words.said, LONGEST_TEXT)


def add_step(draft: Draft, line: int, title: Title, status: Status | None = None) -> None:
    """Let the draft have a step of this title; ``status`` is that of its own box."""
    _add_step(draft, line, title, StepDraft(line, "", status))


def _add_step(draft: Draft, line: int, title: Title, said: StepDraft) -> None:
    """The same, with what else the document says of it."""
    if len(draft.steps) < MOST_ENTRIES and title.text:
        hours = title.time.total.long if title.time.total else None
        name, status = shortened(title.text, LONGEST_TITLE), said.status or title.status
        draft.steps.append(StepDraft(line, name, status, hours, said.link, said.resource))


def _shortened(words: Words, most: int) -> str:
    return words.said if words.verbatim else shortened(words.said, most)


def _one(lines: Sequence[Words]) -> Words:
    if len(lines) == 1:
        return lines[0]
    links = tuple(link for words in lines for link in words.links)
    return Words(say(lines), say(lines), links)


def _title(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    link(draft, links_in(lines, draft))


def _time(draft: Draft, lines: Sequence[Words], field: Field) -> None:
    said = say(lines)
    if field.position and (span := _SPAN.fullmatch(said)):
        draft.span = int(span[1]), int(span[2] or span[1])
        return
    time = read_time(said, field.unit)
    if not time.clear:
        draft.unclear.append((FaultKind.UNCLEAR_DURATION, shortened(said, 80)))
    elif field.unit is Unit.WEEKS and (span := _SPAN.fullmatch(said)) and span[2]:
        draft.span = int(span[1]), int(span[2])
    draft.time = draft.time.filled(time)


def _needs(draft: Draft, lines: Sequence[Words], field: Field) -> None:
    draft.needs += read_needs(lines, soft=field.role is Role.HELPS)


def _status(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    said = say(lines)
    if said.casefold() in AUTHORS_WORDS:
        draft.authors, draft.left_out = True, said.casefold() in ("deprecated", "archived")
        return
    status = read_status(said)
    if status is None and not NOTHING.fullmatch(said):
        draft.unclear.append((FaultKind.UNCLEAR_STATUS, shortened(said, 80)))
    draft.status = status or draft.status


def _ticked(status: Status, *below: Status) -> "Setter":
    """A column to tick; its tick stands before these."""

    def tick(draft: Draft, lines: Sequence[Words], _: Field) -> None:
        found = read_tick(say(lines))
        if found and found is not Status.NOT_STARTED and draft.status in (None, Status.NOT_STARTED, *below):
            draft.status = status if found is Status.COMPLETED else found

    return tick


def _resources(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    """What the cell names twice is named twice; what was known before is not."""
    known = {resource.url for resource in draft.resources if resource.url}
    for words in (words.unbulleted() for words in lines):
        links = links_in((words,), draft)
        if links or any(link.url for link in words.links) or NOTHING.fullmatch(words.shape):
            draft.resources += tuple(one for one in unique(links) if one.url not in known)
        elif words.said:
            draft.resources += (Resource(_shortened(words, LONGEST_TITLE)),)


def _aside(draft: Draft, lines: Sequence[Words], field: Field) -> None:
    if field.role is not Role.ASIDE:
        link(draft, links_in(lines, draft))


def _certifications(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    names, instead = read_certifications(lines)
    draft.certifications += names
    draft.instead = draft.instead or instead


def _difficulty(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    said = say(lines)
    stars, out_of = len(_STARS.findall(said)), _OUT_OF.search(said)
    if out_of and int(out_of[1]) <= int(out_of[2]):
        stars = max(EASIEST, round(int(out_of[1]) * HARDEST / int(out_of[2])))
    elif said.strip().isdecimal():
        stars = int(said)
    draft.difficulty = stars if EASIEST <= stars <= HARDEST else HARDEST if _STARS.search(said) else draft.difficulty


def _why(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    if not all(NOTHING.fullmatch(words.shape) for words in lines):
        whole = f"{draft.why} {say(lines)}".strip()
        draft.why = whole if lines[0].verbatim else shortened(whole, LONGEST_TEXT)
    link(draft, links_in(lines, draft))


def _number(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    said = say(lines)
    found = re.fullmatch(r"#?0*([1-9]\d{0,5})\.?", said)
    draft.number = int(found[1]) if found else draft.number
    draft.ident = draft.ident or said


def _ident(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    draft.teaches += (draft.ident,) if draft.ident else ()
    draft.ident = say(lines)


def _stage(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    said = _one(lines)
    draft.stage = "" if NOTHING.fullmatch(said.shape) else _shortened(said, LONGEST_TITLE)


def _optional(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    draft.optional = draft.optional or read_status(say(lines)) is Status.COMPLETED


def _aliases(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    draft.aliases += tuple(words.said for words in lines if words.said)


def _steps(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    """Each with its link, and with the resource whose part it is where it ends with that ("(resource: #2)")."""
    for words in lines:
        step, label = label_in_brackets(words.unbulleted())
        named = label[1].said if label and label[0].role is Role.RESOURCES else ""
        links = [link.url for link in step.links if keepable(link.url)]
        said = StepDraft(draft.line, "", link=links[0] if len(links) == 1 else "", resource=named)
        _add_step(draft, draft.line, read_title(step if named else words.unbulleted()), said)


def _teaches(draft: Draft, lines: Sequence[Words], _: Field) -> None:
    draft.teaches += tuple(words.said for words in lines if words.said)


Setter = Callable[[Draft, Sequence[Words], Field], None]
_SETTERS: dict[Role, Setter] = {
    Role.TITLE: _title,
    Role.TIME: _time,
    Role.NEEDS: _needs,
    Role.HELPS: _needs,
    Role.STATUS: _status,
    Role.DONE: _ticked(Status.COMPLETED, Status.GOING_ON),
    Role.UNDERWAY: _ticked(Status.GOING_ON),
    Role.UNBEGUN: _aside,
    Role.RESOURCES: _resources,
    Role.CERTIFICATIONS: _certifications,
    Role.DIFFICULTY: _difficulty,
    Role.WHY: _why,
    Role.NUMBER: _number,
    Role.IDENT: _ident,
    Role.STAGE: _stage,
    Role.OPTIONAL: _optional,
    Role.TEACHES: _teaches,
    Role.ALIASES: _aliases,
    Role.STEPS: _steps,
    Role.ASIDE: _aside,
    Role.OTHER: _aside,
}

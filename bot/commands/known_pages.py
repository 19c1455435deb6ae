"""PURE: the lists in which a learner marks what they know already: topics, stages of a long roadmap, the steps of a topic.

Where a list stands is a word of its line: ``a0`` is the first page of all there is, ``s3.1`` the second of stage 3, ``t12.0``
the first of the steps of topic 12 of the roadmap's order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from bot.chat.form import Field, Form, Option
from bot.chat.reply import Button, Reply, Style
from bot.texts import known as texts
from bot.texts import reading_labels
from bot.texts.stages import told_apart
from roadmap.marks import Marks
from roadmap.model import Step, Topic
from roadmap.overview import is_long
from roadmap.stages import Stage

PAGE = 10
"""Boxes of a page, and of a question in a form."""

MOST_FIELDS = 5
"""Questions in a form."""

_WHERE = re.compile(r"(?P<kind>[ast])(?P<number>\d{1,4})(?:\.(?P<page>\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class Where:
    """A page, from 0, of all there is, of a stage by its number, or of the steps of a topic by its place."""

    kind: Literal["a", "s", "t"] = "a"
    number: int = 0
    page: int = 0

    @property
    def word(self) -> str:
        return f"a{self.page}" if self.kind == "a" else f"{self.kind}{self.number}.{self.page}"

    def turned(self, page: int) -> "Where":
        return Where(self.kind, self.number, page)


def where_in(word: str) -> Where | None:
    """The page of a word; None where it is none."""
    match _WHERE.fullmatch(word):
        case re.Match() as found if found["kind"] == "a":
            return Where(page=int(found["number"]))
        case re.Match() as found:
            return Where("s" if found["kind"] == "s" else "t", int(found["number"]), int(found["page"] or 0))
    return None


def shown(marks: Marks, where: Where) -> Reply:
    """The list at this page; one that is not there any more is the first of all."""
    stage = marks.roadmap.stages.numbered(where.number) if where.kind == "s" else None
    if where.kind == "t" and where.number < len(marks.roadmap.topics):
        return _Steps(marks, where, marks.roadmap.topics[where.number]).reply()
    if stage:
        return _Topics(marks, where, _idle(marks, stage.topics), stage).reply()
    if is_long(marks.roadmap):
        return _stages(marks, where if where.kind == "a" else Where())
    return _Topics(marks, where if where.kind == "a" else Where(), marks.topics, None).reply()


def places_of(marks: Marks, where: Where) -> tuple[int, ...]:
    """The places that the form of this page asks about."""
    form = shown(marks, where).form
    return tuple(int(option.word) for field in form.fields for option in field.options) if form else ()


def parent(marks: Marks, where: Where) -> Where:
    """The list that leads to this one."""
    if where.kind != "t" or not is_long(marks.roadmap):
        return Where()
    topic = marks.roadmap.topics[min(where.number, len(marks.roadmap.topics) - 1)]
    stage = marks.roadmap.stages.of(topic)
    return Where("s", stage.number, _idle(marks, stage.topics).index(topic) // PAGE if topic in marks.topics else 0)


def _idle(marks: Marks, topics: Sequence[Topic]) -> tuple[Topic, ...]:
    may_be = set(marks.topics)
    return tuple(topic for topic in topics if topic in may_be)


def _line(marks: Marks, where: Where) -> str:
    return f"/known at {where.word} {marks.word}"


def _turning(marks: Marks, where: Where, count: int) -> Iterator[Button]:
    if where.page:
        yield Button(reading_labels.earlier_page(), _line(marks, where.turned(where.page - 1)))
    if (where.page + 1) * PAGE < count:
        yield Button(reading_labels.later_page(), _line(marks, where.turned(where.page + 1)))


def _ends(marks: Marks) -> Button:
    """What is marked is told; or nothing is."""
    if not marks.bits:
        return Button(texts.nothing_yet_label(), "/known nothing")
    return Button(reading_labels.chosen(), f"/known take {marks.word}", Style.MAIN)


def _stages(marks: Marks, where: Where) -> Reply:
    stages = [one for one in marks.roadmap.stages.all if _idle(marks, one.topics)]
    page = where.turned(min(where.page, max(0, len(stages) - 1) // PAGE))
    boxes = (
        Button(texts.stage(one, marks), _line(marks, Where("s", one.number)))
        for one in stages[page.page * PAGE : (page.page + 1) * PAGE]
    )
    buttons = (*boxes, *_turning(marks, page, len(stages)), _ends(marks))
    return Reply(text=texts.choose(marks), buttons=buttons, in_place=True)


@dataclass(frozen=True, slots=True)
class _Topics:
    """The topics of a short roadmap, or of a stage."""

    marks: Marks
    where: Where
    topics: tuple[Topic, ...]
    stage: Stage | None

    def reply(self) -> Reply:
        marks = self.marks
        where = self.where.turned(min(self.where.page, max(0, len(self.topics) - 1) // PAGE))
        boxes = map(self._box, self.topics[where.page * PAGE : (where.page + 1) * PAGE])
        whole = () if self.stage is None else (self._whole(where), Button(texts.back(), _line(marks, Where())))
        buttons = (*boxes, *_turning(marks, where, len(self.topics)), *whole, _ends(marks))
        return Reply(text=self._text(), buttons=buttons, in_place=True, form=self._form())

    def _text(self) -> Markup:
        return texts.choose_stage(self.stage, self.marks) if self.stage else texts.choose(self.marks)

    def _box(self, topic: Topic) -> Button:
        marks = self.marks
        if marks.steps(topic):
            at = marks.roadmap.topics.index(topic)
            return Button(texts.with_steps(topic, marks), _line(marks, Where("t", at)))
        label = texts.box(told_apart(marks.roadmap, topic), ticked=marks.has(topic))
        return Button(label, _line(marks.turned(topic), self.where))

    def _whole(self, where: Where) -> Button:
        ticked = all(self.marks.has(topic) for topic in self.topics)
        return Button(texts.all_of_it(ticked=ticked), _line(self.marks.marking(self.topics, on=not ticked), where))

    def _form(self) -> Form | None:
        """All of them with all of their steps, where one form holds that."""
        marks, roadmap = self.marks, self.marks.roadmap
        fields = [*_fields(marks, texts.which_topics(), [(t, None, told_apart(roadmap, t)) for t in self.topics])]
        for topic in self.topics:
            fields += _fields(marks, texts.which_steps(topic), [(topic, s, s.title) for s in marks.steps(topic)])
            if len(fields) > MOST_FIELDS:
                return None
        return _form(marks, self.where, fields)


@dataclass(frozen=True, slots=True)
class _Steps:
    """The steps of a topic, and the whole of it."""

    marks: Marks
    where: Where
    topic: Topic

    def reply(self) -> Reply:
        marks, topic, steps = self.marks, self.topic, self.marks.steps(self.topic)
        where = self.where.turned(min(self.where.page, max(0, len(steps) - 1) // PAGE))
        whole = Button(texts.all_of_it(ticked=marks.has(topic)), _line(marks.turned(topic), where))
        boxes = (self._box(step, where) for step in steps[where.page * PAGE : (where.page + 1) * PAGE])
        back = Button(texts.back(), _line(marks, parent(marks, where)))
        buttons = (whole, *boxes, *_turning(marks, where, len(steps)), back, _ends(marks))
        fields = [
            *_fields(
                marks, texts.which_steps(topic), [(topic, None, texts.whole()), *((topic, s, s.title) for s in steps)]
            )
        ]
        form = _form(marks, where, fields)
        return Reply(text=texts.choose_steps(topic, marks), buttons=buttons, in_place=True, form=form)

    def _box(self, step: Step, where: Where) -> Button:
        """A step; of a topic that is marked as a whole it takes that mark away, and leaves the other steps."""
        marks, topic = self.marks, self.topic
        if not marks.has(topic):
            return Button(texts.box(step.title, ticked=marks.has(topic, step)), _line(marks.turned(topic, step), where))
        others = [place for one in marks.steps(topic) if one != step and (place := marks.place(topic, one)) is not None]
        left = marks.turned(topic).at(others)
        here = marks.place(topic, step)
        return Button(
            texts.box(step.title, ticked=True), _line(left if here is None else left.at([here], on=False), where)
        )


def _fields(marks: Marks, label: str, boxes: Sequence[tuple[Topic, Step | None, str]]) -> Iterator[Field]:
    """Questions of up to PAGE boxes each."""
    options = [
        Option(title, str(place), marks.has(topic, step))
        for topic, step, title in boxes
        if (place := marks.place(topic, step)) is not None
    ]
    for first in range(0, len(options), PAGE):
        yield Field(label, tuple(options[first : first + PAGE]), several=True)


def _form(marks: Marks, where: Where, fields: Sequence[Field]) -> Form | None:
    if not 0 < len(fields) <= MOST_FIELDS:
        return None
    return Form(texts.form_title(), f"/known form {where.word} {marks.word}", tuple(fields))

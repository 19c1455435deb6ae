"""What parts of a topic that are named together may mean: steps of it, or of those that go on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bot.said.compounds import AllBut
from bot.said.counted import Counted, Fitting, counted, fitting
from bot.said.found import Found
from bot.said.lexicon import Part
from bot.said.readings import TICK
from bot.said.reckoned import reckoned
from bot.said.spans import Span, raw
from bot.said.tokens import folded as as_typed
from roadmap.model import Step, Topic
from roadmap.names import folded


@dataclass(frozen=True, slots=True)
class Choice:
    """Steps of one topic that may be meant."""

    topic: Topic
    steps: tuple[Step, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Parts of a topic that are named together; ``named`` are the topics that stand beside them, one or none, as the sets that
    each name may mean."""

    within: tuple[Span, ...]
    named: tuple[tuple[Topic, ...], ...]


def surest(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Those of which it is sure that such a part is meant, where there are any: lecture 2, and not the second lesson."""
    found = tuple(choices)
    return tuple(one for one in found if one.sure) or found


class Meant:
    """What one group may mean."""

    def __init__(self, found: Found, group: Group) -> None:
        self._found, self._group, self._world = found, group, found.world
        self._resources = {one for span in group.within if span.part is Part.RESOURCE for one in span.value}
        self._spans = [span for span in group.within if span.part is not Part.RESOURCE]

    def choices(self) -> Iterator[Choice]:
        """Of the topic that is named, or of those that go on, or, to be asked about, of others that have such steps."""
        named = self._group.named
        if not self._spans:
            yield from self._of_resource(named[0] if named else self._world.going_on)
            return
        if named:
            yield from (one for topic in named[0] for one in self._of(topic))
            return
        on = [one for topic in self._world.going_on for one in self._of(topic)]
        yield from on or self._elsewhere()

    def _of_resource(self, topics: Iterable[Topic]) -> Iterator[Choice]:
        """All that is gone through of a resource, where nothing but that is named: "fast.ai done"."""
        excepting = self._world.lexicon.words.excepting
        if any(as_typed(raw(self._found.text, [span])) in excepting for span in self._found.clause.spans):
            return  # "everything but fast.ai"
        for topic in topics:
            inside = self._world.inside(topic)
            steps = tuple(step for step in inside.steps if folded(step.resource) in self._resources)
            open_ = tuple(step for step in steps if step in inside.left)
            if steps:
                yield Choice(topic, open_ or steps, sure=False)

    def _elsewhere(self) -> Iterator[Choice]:
        titled = (one[0] for span in self._spans if span.part is Part.STEP for one in span.value)
        others = dict.fromkeys((*titled, *self._world.with_own_steps))
        is_titled = all(span.part is Part.STEP and not counted_in(span, self._found) for span in self._spans)
        for topic in others:
            yield from (Choice(topic, one.steps, sure=one.sure and is_titled) for one in self._of(topic))

    def _of(self, topic: Topic) -> Iterator[Choice]:
        """The steps of this topic that may be meant, from each of its resources by itself."""
        inside = self._world.inside(topic)
        left = frozenset(inside.left)
        lists = [tuple(some) for _, some in groupby(inside.steps, lambda step: step.resource)]
        if self._resources:
            lists = [steps for steps in lists if folded(steps[0].resource) in self._resources]
        found = [[self._fitting(span, topic, steps, left) for span in self._spans] for steps in lists]
        whole = [_together(topic, fits) for fits in found if all(fits)]
        each = [[fit for fit in fits if fit and fit.sure] for fits in zip(*found, strict=True)]
        if not any(one.sure for one in whole) and each and all(len(fits) == 1 for fits in each):
            whole = [_together(topic, [fits[0] for fits in each])]  # "lesson 6 and lecture 6", each of another resource
        yield from whole

    def _fitting(self, span: Span, topic: Topic, steps: tuple[Step, ...], left: frozenset[Step]) -> Fitting | None:
        if isinstance(span.value, AllBut):
            return self._all_but(span.value, topic, steps, left)
        if span.part is Part.STEP:
            found = tuple(step for one, step in span.value if one.slug == topic.slug and step in steps)
            return Fitting(found[:1], sure=len(found) == 1) if found else None
        meant = counted_in(span, self._found)
        return (
            fitting(meant, steps, [one for one in steps if one in left], self._world.lexicon.words) if meant else None
        )

    def _all_but(self, meant: AllBut, topic: Topic, steps: tuple[Step, ...], left: frozenset[Step]) -> Fitting | None:
        """The steps of a list without those that are left out, where it has them."""
        whole = fitting(Counted(meant.noun, every=True), steps, (), self._world.lexicon.words)
        out = [self._left_out(span, topic, steps, left) for span in meant.parts]
        if whole is None or not all(out):
            return None
        gone = {step for fit in out if fit for step in fit.steps}
        kept = tuple(step for step in whole.steps if step not in gone)
        if self._found.grammar.within == TICK:
            kept = tuple(step for step in kept if step in left) or kept
        return Fitting(kept, sure=meant.sure and all(map(self._is_one, meant.parts, out))) if kept else None

    def _left_out(self, span: Span, topic: Topic, steps: tuple[Step, ...], left: frozenset[Step]) -> Fitting | None:
        """Those that are left out; of so many ("2 lessons left") those at the end."""
        some = counted_in(span, self._found)
        if some and some.loose and some.following:
            return Fitting(steps[-some.following :], sure=False)
        return self._fitting(span, topic, steps, left)

    def _is_one(self, span: Span, fit: Fitting | None) -> bool:
        """Whether it is beyond doubt what is left out; the last is the one at the end, for it is no next one."""
        some = counted_in(span, self._found)
        return bool(fit and fit.sure) or bool(some and some.final)


def _together(topic: Topic, fits: Sequence[Fitting | None]) -> Choice:
    """The steps of several parts as one choice."""
    some = [fit for fit in fits if fit]
    return Choice(
        topic, tuple(dict.fromkeys(step for fit in some for step in fit.steps)), all(fit.sure for fit in some)
    )


def counted_in(span: Span, found: Found) -> Counted | None:
    """What a span counts; a bare number is that of a step."""
    if span.part is Part.NUMBER:
        return Counted("", (int(span.value),))
    said, words = raw(found.text, [span]), found.world.lexicon.words
    meant = counted(said, words) or reckoned(said, words)
    if meant and meant.loose and meant.following and found.clause.verb is None:
        return None  # "add lesson Attention to nlp"
    is_ticked = meant is not None and meant.remaining and found.grammar.within == found.grammar.command
    return replace(meant, loose=False) if meant and is_ticked else meant

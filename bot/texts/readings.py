"""What is said of the readings of a document: what its topics are, what is left out, and its stages to choose from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from markupsafe import Markup

from bot.texts.phrases import lines, number, numeral, paragraphs, points, shortened
from bot.texts.sentence import counted, plain, say
from roadmap.model import Roadmap
from roadmap.reading.sketches import LeftOut, Sketch
from roadmap.reading.values.titles import says_length
from roadmap.stages import Stage

HALF = 26
"""Characters of a name on a button."""

SHOWN = 40
"""Characters of a name that repeats."""

MOST_NAMES = 3
"""Names that repeat, of which so many are told."""

MOST_NAMED = 4
"""Stages that were left out, of which so many are named."""

PAGE = 8
"""Stages on a page."""

TAKEN = {
    "boxes": "I took each box as a topic.",
    "outer boxes": "I took each outer box as a topic.",
    "rows": "I took each row as a topic.",
    "headings": "I took each heading as a topic.",
    "entries": "I took each entry of its lists as a topic.",
    "leaves": "I took each innermost entry as a topic.",
    "lines": "I took each line as a topic.",
    "records": "I took each record as a topic.",
    "nodes": "I took each node of the graph as a topic.",
    "document": "I took all of it as one topic.",
    "places": "I took each part with a place in time as a topic.",
}
"""What the topics are, by level."""

OFFERED = {
    "boxes": "Boxes as topics ({count})",
    "outer boxes": "Outer boxes as topics ({count})",
    "rows": "Rows as topics ({count})",
    "headings": "Headings as topics ({count})",
    "entries": "List entries as topics ({count})",
    "leaves": "Innermost entries as topics ({count})",
    "lines": "Lines as topics ({count})",
    "records": "Records as topics ({count})",
    "nodes": "Nodes as topics ({count})",
    "document": "All of it as one topic",
    "places": "Parts in time as topics ({count})",
    "": "The topics as written ({count})",
}
"""The same on a button."""

TAKEN_BY_TIME = {
    "days": "I took each day as a topic.",
    "weeks": "I took each week as a topic.",
    "months": "I took each month as a topic.",
}
OFFERED_BY_TIME = {
    "days": "Days as topics ({count})",
    "weeks": "Weeks as topics ({count})",
    "months": "Months as topics ({count})",
}
"""Of topics that are places in time, by the unit."""


def taken(sketch: Sketch) -> Markup | None:
    """What the topics of a reading are; None of a document in the documented form."""
    if sketch.level == "rows" and sketch.name:
        if sketch.guessed:
            return say("I guessed that the titles stand in column “{column}”.", column=shortened(sketch.name))
        return say("The titles are those of column “{column}”.", column=shortened(sketch.name))
    if sketch.level == "places" and sketch.name in TAKEN_BY_TIME:
        return say(TAKEN_BY_TIME[sketch.name])
    return say(TAKEN[sketch.level]) if sketch.level in TAKEN else None


def offered(sketch: Sketch) -> str:
    """A reading on a button."""
    count = number(sketch.topics)
    if sketch.level == "rows" and sketch.name:
        return plain("Titles from column {column} ({count})", column=shortened(sketch.name, HALF), count=count)
    if sketch.level == "places" and sketch.name in OFFERED_BY_TIME:
        return plain(OFFERED_BY_TIME[sketch.name], count=count)
    return plain(OFFERED[sketch.level], count=count)


def lengths(roadmap: Roadmap) -> Markup | None:
    """How many stages have a length, by their topics or by their name, where any has."""
    stages = [stage for stage in roadmap.stages.all if stage.title]
    if len(stages) < 2:
        return None
    timed = sum(stage.has_length or says_length(stage.title) for stage in stages)
    if not timed:
        return None
    return say(
        counted(
            timed, "{timed} of its {count} stages have a length.", one="{timed} of its {count} stages has a length."
        ),
        timed=number(timed),
        count=number(len(stages)),
    )


def repeated(roadmap: Roadmap) -> Markup | None:
    """The names that several topics have."""
    counts = [
        (title, count) for title, count in Counter(one.title for one in roadmap.topics).most_common() if count > 1
    ]
    if not counts:
        return None
    names = [_times(title, count) for title, count in counts[:MOST_NAMES]]
    return say("⚠ Names that repeat: {names}", names=points(names, most_named=len(counts)))


def _times(title: str, count: int) -> str:
    return plain("{name} ({count}×)", name=shortened(title, SHOWN), count=number(count))


def left_out(sketch: Sketch) -> Markup | None:
    """What no topic holds, with the first of its lines."""
    told = [_left_out(one) for one in sketch.left_out if one.kind in MANY]
    links = sum(one.links for one in sketch.left_out)
    if links:
        told.append(plain(counted(links, "{count} links", one="{count} link"), count=number(links)))
    return say("In no topic: {parts}", parts=points(told, most_named=len(told))) if told else None


MANY = {
    "table": "{count} tables ({where})",
    "heading": "{count} headings ({where})",
    "entry": "{count} list entries ({where})",
    "prose": "{count} pieces of text ({where})",
}
"""What of a document may be in no topic; rows go with their tables, code and rules without a word."""

ONE = {
    "table": "{count} table ({where})",
    "heading": "{count} heading ({where})",
    "entry": "{count} list entry ({where})",
    "prose": "{count} piece of text ({where})",
}


def _left_out(one: LeftOut) -> str:
    return plain(counted(one.count, MANY[one.kind], one=ONE[one.kind]), count=number(one.count), where=_which(one))


def _which(one: LeftOut) -> str:
    """Where it stands, and what the first of it are called."""
    if not one.names:
        return _where(one)
    names = [plain("“{name}”", name=shortened(name, SHOWN)) for name in one.names]
    return plain("{names}; {where}", names=points(names, most_named=one.count), where=_where(one))


def _where(one: LeftOut) -> str:
    first = numeral(one.lines[0]) if one.lines else "?"
    if len(one.lines) < 2:
        return plain("line {line}", line=first)
    return plain("from line {line} on", line=first)


def stages_left_out(titles: Sequence[str]) -> Markup | None:
    """The stages that were not taken, the first by their names."""
    if not titles:
        return None
    names = (shortened(title or named_none(), SHOWN) for title in titles)
    return say(
        counted(len(titles), "🧭 {count} stages left out: {stages}", one="🧭 {count} stage left out: {stages}"),
        count=number(len(titles)),
        stages=points(names, most_named=MOST_NAMED),
    )


def take_them_too() -> Markup:
    """How what was left out comes back."""
    return say("Send me the document again to choose anew; everything you did stays.")


def stages(roadmap: Roadmap, without: AbstractSet[int], page: int) -> Markup:
    """A page of the stages to choose from, counted from 0."""
    shown = list(enumerate(roadmap.stages.all))[page * PAGE : (page + 1) * PAGE]
    return paragraphs(
        say("🧭 <b>Which stages?</b> Tap one to leave it out, or to take it back."),
        lines(*(_stage(place, stage, taken=place not in without) for place, stage in shown)),
    )


def _stage(place: int, stage: Stage, *, taken: bool) -> Markup:
    topics = _topics(len(stage.topics))
    values = {"number": numeral(place + 1), "stage": shortened(named(stage)), "topics": topics}
    if taken and stage.has_length:
        return say("✅ {number}. {stage} · {topics} · has a length", **values)
    return (
        say("✅ {number}. {stage} · {topics}", **values) if taken else say("▫ {number}. {stage} · {topics}", **values)
    )


def _topics(count: int) -> str:
    return plain(counted(count, "{count} topics", one="{count} topic"), count=number(count))


def named(stage: Stage) -> str:
    """The name of a stage, also of topics that stand under none."""
    return stage.title or named_none()


def named_none() -> str:
    """What stands for the name of a stage that is none."""
    return plain("Under no stage")


def last_one() -> Markup:
    return say("One stage has to stay. Leave another one out, or discard it all.")


def have_it(title: str) -> Markup:
    """The same document was brought before."""
    return say("You have <b>{roadmap}</b> already, from this very document.", roadmap=title)


def edited_since(title: str) -> Markup:
    """The same document was brought before, and what came of it was edited."""
    return lines(
        have_it(title),
        say("You have edited it since; an update would make it what the document says again."),
    )


def really_twice(title: str) -> Markup:
    return say("You'd have <b>{roadmap}</b> twice, each with its own progress. Shall I?", roadmap=title)


def no_links() -> Markup:
    """A link was sent instead of a roadmap."""
    return lines(
        say("🔗 I don't open links."),
        say(
            "Open it yourself, copy its text, and paste it below <code>/import</code>, or save it and send me the file."
        ),
    )


# For whoever runs the bot


def to_choose(others: Mapping[int, Sketch], stages: Sequence[Stage]) -> Markup | None:
    """The other readings by their number, and the stages, with the options that choose them; None where there is nothing to
    choose."""
    shown = [
        say("--reading {number}: {reading}", number=numeral(number), reading=offered(sketch))
        for number, sketch in others.items()
    ]
    if len(stages) > 1:
        shown += [_option(number, stage) for number, stage in enumerate(stages, 1)]
    return lines(*shown) if shown else None


def _option(number: int, stage: Stage) -> Markup:
    return say(
        "--stages {number}: {stage} · {topics}",
        number=numeral(number),
        stage=shortened(named(stage)),
        topics=_topics(len(stage.topics)),
    )

"""What is said of the stages of a roadmap, and of a long one in pages."""

from collections.abc import Callable, Sequence
from itertools import groupby

from markupsafe import Markup

from bot.texts.phrases import beside, lines, named, number, numeral, paragraphs, row, short_day, shortened
from bot.texts.sentence import counted, plain, say
from roadmap.model import Roadmap, Status, Topic
from roadmap.overview import Overview, Within, finished_in, status_of
from roadmap.plan import Plan
from roadmap.progress import Progress
from roadmap.stages import Stage

SIGNS = {Status.COMPLETED: "✅", Status.GOING_ON: "🟡", Status.NOT_STARTED: "⬜", Status.SKIPPED: "⏭"}

LONGEST = 36
"""Characters of the title of a stage, or of a topic among many, that are shown."""

LONGEST_BESIDE = 24
"""Characters of the title of a stage beside that of a topic."""

MOST_TOLD = 8
"""Topics that are named in a sentence; more are counted."""

Row = Callable[[Plan, Topic], str | None]
"""What is said of a topic behind its title."""


def title(stage: Stage, longest: int = LONGEST) -> str:
    """What a stage is called: as in the document, or else by its topics."""
    if stage.title:
        return shortened(stage.title, longest)
    return plain("Topics {first}–{last}", first=numeral(stage.topics[0].number), last=numeral(stage.topics[-1].number))


def with_stage(topic: Topic, longest: int = LONGEST) -> str:
    """A topic to choose, with the stage it stands under: "Implement · Sails"."""
    if not topic.stage:
        return topic.title
    return beside(shortened(topic.title, longest), shortened(topic.stage, LONGEST_BESIDE))


def open_a_stage() -> str:
    """Stands in a menu of stages."""
    return plain("Open a stage")


def told_apart(roadmap: Roadmap, topic: Topic) -> str:
    """What a topic is called, cut where that is long, with its stage where others of the roadmap are called so, or its number
    where they stand there too."""
    if roadmap.stages.is_twin(topic):
        return plain("{topic} (no. {number})", topic=shortened(topic.title), number=numeral(topic.number))
    if topic.stage and roadmap.stages.is_repeated(topic):
        return plain("{topic} ({stage})", topic=shortened(topic.title), stage=shortened(topic.stage, LONGEST_BESIDE))
    return shortened(topic.title)


def told_of(roadmap: Roadmap, topics: Sequence[Topic]) -> str:
    """Topics in a sentence: "NLP and CV"; many by what they have in common: "18 topics of Arrays"."""
    if len(topics) <= MOST_TOLD:
        return named(told_apart(roadmap, topic) for topic in topics)
    parts = list({stage.number: stage for stage in map(roadmap.stages.of, topics)}.values())
    if len(parts) > 1 or not roadmap.stages.are_named:
        return plain(counted(len(topics), "{topics} topics"), topics=number(len(topics)))
    return plain(counted(len(topics), "{topics} topics of {stage}"), stage=title(parts[0]), topics=number(len(topics)))


def label(stage: Stage, progress: Progress) -> str:
    """A stage to choose, with where it stands."""
    return beside(
        plain("{sign} {stage}", sign=SIGNS[status_of(stage, progress)], stage=title(stage)), _done(stage, progress)
    )


def _done(stage: Stage, progress: Progress) -> str:
    return plain("{done}/{topics}", done=number(finished_in(stage, progress)), topics=number(len(stage.topics)))


def heading(plan: Plan, topic: Topic) -> Markup:
    """The stage of a topic, where there are any: "Stage 4: Arrays · 7/34"."""
    stage = plan.roadmap.stages.of(topic)
    told = say("Stage {number}: {stage}", number=numeral(stage.number), stage=title(stage))
    return row(told, _done(stage, plan.progress))


def grouped(plan: Plan, topics: Sequence[Topic], shown: Sequence[Markup], *, apart: bool = False) -> Markup:
    """What is shown of topics, below headings where the roadmap has stages; ``apart`` parts it by empty lines."""
    laid_out = paragraphs if apart else lines
    if not plan.roadmap.stages.are_named:
        return laid_out(*shown)
    parts: list[Markup] = []
    for slug, pairs in groupby(zip(topics, shown, strict=True), key=lambda pair: pair[0].stage):
        run = list(pairs)
        stage = plan.roadmap.stages.of(run[0][0])
        head = row(say("<b>{stage}</b>", stage=title(stage)), _done(stage, plan.progress)) if slug else None
        parts.append(laid_out(head, *(one for _, one in run)))
    return paragraphs(*parts)


def place(plan: Plan, here: Stage | None) -> Markup:
    """Where the learner is among the stages: "✅ 3 of 12 stages · now: Arrays 7/34"."""
    stages, progress, topics = plan.roadmap.stages, plan.progress, len(plan.roadmap.topics)
    done = sum(finished_in(stage, progress) for stage in stages.all)
    passed = sum(finished_in(stage, progress) == len(stage.topics) for stage in stages.all)
    told = say(counted(topics, "✅ {done} of {topics} topics"), done=number(done), topics=number(topics))
    if stages.are_named:
        told = say(
            counted(len(stages.all), "✅ {done} of {stages} stages", one="✅ {done} of {stages} stage"),
            done=number(passed),
            stages=number(len(stages.all)),
        )
    if here is None:
        return told
    now = say("now: <b>{stage}</b> {done}", stage=title(here), done=_done(here, progress))
    return row(told, now)


def page(plan: Plan, shown: Overview, said: Row) -> Markup:
    """A page of a long roadmap: the topics that are next, and stages with a line each."""
    here, progress = shown.here, plan.progress
    block = None
    if here and shown.topics:
        left = len(here.topics) - finished_in(here, progress) - len(shown.topics)
        block = lines(
            say("<b>{stage}</b>", stage=_numbered(here)),
            *(_topic(plan, topic, said) for topic in shown.topics),
            say(counted(left, "… {count} more to do here", one="… {count} more to do here"), count=number(left))
            if left > 0
            else None,
        )
    others = lines(*(_stage(plan, stage) for stage in shown.stages))
    return paragraphs(block, others, _which_page(shown.page, shown.pages))


def _stage(plan: Plan, stage: Stage) -> Markup:
    """A stage in a line: "⬜ 5. Stack · 0/3", with when it is to be done where that is known."""
    progress = plan.progress
    windows = (plan.windows.get(topic.slug) for topic in stage.topics if not progress.of(topic.slug).finished)
    last = max((window.limit for window in windows if window), default=None)
    told = say("{sign} {stage}", sign=SIGNS[status_of(stage, progress)], stage=_numbered(stage))
    until = plain("until {day}", day=short_day(last, plan.today)) if last else None
    return row(told, _done(stage, progress), until)


def _numbered(stage: Stage) -> str:
    return plain("{number}. {stage}", number=numeral(stage.number), stage=title(stage)) if stage.title else title(stage)


def _topic(plan: Plan, topic: Topic, said: Row) -> Markup:
    told = say(
        "{sign} {number}. {topic}",
        sign=SIGNS[plan.progress.of(topic.slug).status],
        number=numeral(topic.number),
        topic=shortened(topic.title, LONGEST),
    )
    return row(told, said(plan, topic))


def one(plan: Plan, shown: Within, said: Row) -> Markup:
    """A page of one stage."""
    head = row(say("<b>{stage}</b>", stage=_numbered(shown.stage)), _done(shown.stage, plan.progress))
    rows = lines(*(_topic(plan, topic, said) for topic in shown.topics))
    return paragraphs(head, rows, _which_page(shown.page, shown.pages))


def _which_page(page: int, pages: int) -> Markup | None:
    return say("Page {page} of {pages}", page=numeral(page), pages=numeral(pages)) if pages > 1 else None


# Labels


def earlier(page: int) -> str:
    return plain("◀ Page {page}", page=numeral(page))


def later(page: int) -> str:
    return plain("Page {page} ▶", page=numeral(page))


def all_stages() -> str:
    return plain("🗺 All stages")

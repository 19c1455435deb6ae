"""What is said of a roadmap that its owner edits: what can be changed, what was, and what cannot be."""

from markupsafe import Markup

from bot.texts import edit_steps
from bot.texts.capacity import ending
from bot.texts.lengths import recommended
from bot.texts.phrases import clauses, lines, named, number, numeral, paragraphs, row, shortened
from bot.texts.sentence import counted, plain, say
from roadmap import edits
from roadmap.model import Roadmap, Topic
from roadmap.plan import Plan


def how_to(roadmap: Roadmap) -> Markup:
    """What /edit takes, by itself."""
    return paragraphs(
        say("✏️ <b>Edit {roadmap}</b>, one topic at a time. Every edit can be undone.", roadmap=roadmap.title),
        lines(
            say("• <code>/edit 3</code> shows what can be changed of a topic."),
            say("• <code>/edit add Transformers after 3, 2 weeks</code>"),
            say("• <code>/edit rename 3 to Natural language</code>"),
            say("• <code>/edit move 3 after 5</code>"),
            say("• <code>/edit length 3 2-3 weeks</code>"),
            say("• <code>/edit remove 3</code>"),
        ),
    )


def card(roadmap: Roadmap, topic: Topic, *, own: bool) -> Markup:
    """One topic, and how it is edited; ``own`` is whether its steps are the learner's."""
    called, other = numeral(topic.number), _neighbour(roadmap, topic)
    return paragraphs(
        lines(
            say("✏️ <b>{number}. {topic}</b>", number=called, topic=topic.title),
            row(
                say("stage {stage}", stage=topic.stage) if topic.stage else None,
                recommended(topic),
                plain(
                    "place {place} of {topics}",
                    place=number(place(roadmap, topic)),
                    topics=number(len(roadmap.topics)),
                ),
            ),
        ),
        lines(
            say("• <code>/edit rename {number} to …</code> and the new title", number=called),
            say("• <code>/edit length {number} 2-3 weeks</code>, or hours, or none", number=called),
            say("• <code>/edit move {number} after {other}</code>", number=called, other=other) if other else None,
            say("• <code>/edit add … after {number}</code> and the title of a new topic", number=called),
            None if topic.steps else say("• <code>/edit add step … to {number}</code>", number=called),
        ),
        edit_steps.listed(topic, called, own=own),
    )


def _neighbour(roadmap: Roadmap, topic: Topic) -> str:
    """The number of a topic that it does not stand behind yet; empty where there is none."""
    here = place(roadmap, topic) - 1
    others = [one for at, one in enumerate(roadmap.topics) if at not in (here, here - 1)]
    return numeral(others[0].number) if others else ""


def place(roadmap: Roadmap, topic: Topic) -> int:
    """Where in the roadmap a topic stands, from 1."""
    return list(roadmap.by_slug).index(topic.slug) + 1


def made(edit: edits.Edit, old: Plan, new: Plan, *, told: bool) -> Markup:
    """What an edit has changed, old → new, and of the plan what is another one now. ``told`` says that something was told
    of the topic."""
    besides = _besides(edit, old.roadmap, new.roadmap, told=told)
    return paragraphs(lines(_changed(edit, old.roadmap, new.roadmap), *besides), _planned(old, new))


def _changed(edit: edits.Edit, old: Roadmap, new: Roadmap) -> Markup:
    match edit:
        case edits.Rename(slug):
            was, now = old.by_slug[slug], new.by_slug[slug]
            return say("✏️ {old} → <b>{new}</b>", old=shortened(was.title), new=now.title)
        case edits.Length(slug):
            was, now = old.by_slug[slug], new.by_slug[slug]
            return say(
                "✏️ <b>{topic}</b>: {old} → <b>{new}</b>",
                topic=now.title,
                old=recommended(was),
                new=recommended(now),
            )
        case edits.Move(slug):
            return _moved(old, new, slug)
        case edits.Remove(slug):
            return say("🗑 <b>{topic}</b> is no topic of your roadmap any more.", topic=old.by_slug[slug].title)
        case edits.Add():
            (slug,) = new.by_slug.keys() - old.by_slug.keys()
            return _added(new, new.by_slug[slug])
    return edit_steps.changed(edit, old.by_slug[edit.slug], new.by_slug[edit.slug])


def _moved(old: Roadmap, new: Roadmap, slug: str) -> Markup:
    was, now = old.by_slug[slug], new.by_slug[slug]
    places = {"old": number(place(old, was)), "new": number(place(new, now)), "topic": now.title}
    if was.stage == now.stage:
        return say("✏️ <b>{topic}</b>: place {old} → <b>{new}</b>", **places)
    if not was.stage:
        return say("✏️ <b>{topic}</b>: place {old} → <b>{new}</b>, in stage {stage}", **places, stage=now.stage)
    if not now.stage:
        return say("✏️ <b>{topic}</b>: place {old} → <b>{new}</b>, in no stage any more", **places)
    return say(
        "✏️ <b>{topic}</b>: place {old} → <b>{new}</b>, stage {before} → <b>{stage}</b>",
        **places,
        before=was.stage,
        stage=now.stage,
    )


def _added(new: Roadmap, topic: Topic) -> Markup:
    at = number(place(new, topic))
    said = clauses(plain("stage {stage}", stage=topic.stage) if topic.stage else "", recommended(topic))
    return say("➕ <b>{topic}</b>: new at place {place}, {length}", topic=topic.title, place=at, length=said)


def _besides(edit: edits.Edit, old: Roadmap, new: Roadmap, *, told: bool) -> tuple[Markup | None, ...]:
    """What else comes of it."""
    match edit:
        case edits.Remove(slug):
            kept = say("What you told me of it is kept, and is there again if you undo this.") if told else None
            return kept, _no_longer(old, slug)
        case edits.Move(slug):
            return (_still_waits(new, slug),)
        case edits.Add():
            return (say("What you told me of it before holds again.") if told else None,)
    return ()


def _no_longer(old: Roadmap, slug: str) -> Markup | None:
    others = [topic.title for topic in old.dependents(slug)]
    if not others:
        return None
    return say(
        counted(len(others), "{topics} no longer build on it.", one="{topics} no longer builds on it."),
        topics=named(others),
    )


def _still_waits(new: Roadmap, slug: str) -> Markup | None:
    """It stands before what it builds on, or behind what builds on it; in the plan it does not."""
    topics, at = new.topics, place(new, new.by_slug[slug]) - 1
    later = [one.title for one in topics[at + 1 :] if one.slug in topics[at].prerequisites]
    sooner = [one.title for one in topics[:at] if slug in one.prerequisites]
    if later:
        return say("It builds on {topics}, so the plan still has it behind.", topics=named(later))
    if sooner:
        return say(
            counted(
                len(sooner),
                "{topics} build on it, so the plan still has it before them.",
                one="{topics} builds on it, so the plan still has it before that.",
            ),
            topics=named(sooner),
        )
    return None


def _planned(old: Plan, new: Plan) -> Markup | None:
    """The end of the plan where that is another one, or whose windows are others."""
    if new.last_day != old.last_day:
        return ending(old, new)
    other = [
        topic.title
        for topic in new.roadmap.order
        if topic.slug in old.windows
        and not new.progress.of(topic.slug).finished
        and new.windows.get(topic.slug) != old.windows[topic.slug]
    ]
    return say("Other days, see /plan: {topics}.", topics=named(other)) if other else None


def so_already() -> Markup:
    return say("It is like that already, so I changed nothing.")


def facts_asked(topic: Topic, facts: int) -> Markup:
    """Before a topic is removed of which something was told."""
    return say(
        counted(
            facts,
            "You told me {facts} things of <b>{topic}</b>. Without the topic they count in nothing; I keep them, and "
            "they are there again if you undo it. Remove it?",
            one="You told me {facts} thing of <b>{topic}</b>. Without the topic it counts in nothing; I keep it, and it "
            "is there again if you undo this. Remove it?",
        ),
        facts=number(facts),
        topic=topic.title,
    )


def which(said: str, *, weak: bool, several: bool) -> Markup:
    """Several things may be meant, or none quite; ``several`` says that there is something to choose."""
    if weak and not several:
        return say("No topic is called “{said}”; /roadmap shows them all.", said=shortened(said))
    if weak:
        return say("No topic is called “{said}”. Is it one of these?", said=shortened(said))
    return say("What do you mean by “{said}”?", said=shortened(said))


def how_long(topic: Topic, count: int) -> Markup:
    """A number without its unit."""
    return say("{count} of what, for <b>{topic}</b>?", count=number(count), topic=topic.title)


def undone(roadmap: Roadmap, version: int) -> Markup:
    return say("↩ <b>{roadmap}</b> is as it was: version {version}.", roadmap=roadmap.title, version=numeral(version))


def only_edit() -> Markup:
    """/undo by itself, where nothing was told and the roadmap was edited."""
    return say("There is nothing that you told me to take back. Last you changed the roadmap: take that back?")


def edit_or_fact(said: str) -> Markup:
    """/undo by itself, behind an edit that came after the last fact."""
    return say(
        "Last you changed the roadmap, and before that you told me: {facts}. Which of them do I take back?", facts=said
    )


def changed_since(roadmap: Roadmap) -> Markup:
    """An undo of an edit after which something else was done."""
    return say(
        "<b>{roadmap}</b> was changed since then, so I leave it. /roadmaps goes back version by version.",
        roadmap=roadmap.title,
    )


# Whose a roadmap is


def not_yours(roadmap: Roadmap) -> Markup:
    """A roadmap that is everybody's, or somebody else's; it can be copied."""
    return say(
        "<b>{roadmap}</b> is not yours alone, so I can't change it for everybody. Make it your own copy? Everything you "
        "told me comes along, and the original stays as it is for the others.",
        roadmap=roadmap.title,
    )


def stays_for_group(roadmap: Roadmap, group: str) -> Markup:
    """A roadmap that is not theirs, on which they study with others."""
    return say(
        "<b>{roadmap}</b> is not yours alone, and you study it together with {group}, so I leave it as it is. What you "
        "leave out, /skip takes out of your plan.",
        roadmap=roadmap.title,
        group=group,
    )


def copied(roadmap: Roadmap) -> Markup:
    return say("📚 <b>{roadmap}</b> is your own copy now, with everything you told me.", roadmap=roadmap.title)


def elsewhere() -> Markup:
    """A button for another roadmap than the one under way."""
    return say("That is about another of your roadmaps. /switch to it first.")

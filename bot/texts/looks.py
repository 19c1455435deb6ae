"""What is said of second looks: the question in a nudge, what becomes of an answer, and what is still to come."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.texts import topics
from bot.texts.phrases import day, days, lines, number, paragraphs, row, shortened
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.facts import Kind
from roadmap.looks import Look, Since
from roadmap.model import Roadmap, Topic

MOST_SHOWN = 5


def question(roadmap: Roadmap, look: Look, today: date, *, has_sentence: bool) -> Markup:
    """The one question, with the days that have passed by now; what the learner wrote is shown behind the answer, and not
    before it."""
    values = {"topic": told_apart(roadmap, look.topic), "why": _why(look, (today - look.since).days)}
    if has_sentence:
        return say("🧠 A second look at <b>{topic}</b>, {why}: which sentence did you want to remember?", **values)
    return say("🧠 A second look at <b>{topic}</b>, {why}: in one sentence, what is it about?", **values)


def answered(answer: Kind, topic: Topic, sentence: str, next_one: Markup | None) -> Markup:
    """What becomes of an answer, with what the learner wrote, and when it is asked about again (None: nothing is)."""
    return paragraphs(
        lines(_heard(answer, topic), say("You wrote: “{sentence}”", sentence=sentence) if sentence else None),
        _one_resource(topic) if answer is Kind.FORGOTTEN else None,
        next_one,
    )


def not_yet(topic: Topic, sentence: str, following: Look | None, today: date) -> Markup:
    """It was known before it was to be asked about, which changes nothing."""
    if following is None:
        return say("💪 <b>{topic}</b> is yours already: I won't ask about it again.", topic=topic.title)
    return paragraphs(
        lines(_heard(Kind.RECALLED, topic), say("You wrote: “{sentence}”", sentence=sentence) if sentence else None),
        say(
            "It isn't time to ask about it yet, so nothing changes: its day is {day}, {why}.",
            day=day(following.day, today),
            why=_why(following, following.days),
        ),
    )


def _heard(answer: Kind, topic: Topic) -> Markup:
    match answer:
        case Kind.RECALLED:
            return say("💪 <b>{topic}</b>: knew it.", topic=topic.title)
        case Kind.HALF_RECALLED:
            return say("🌗 <b>{topic}</b>: half of it is there.", topic=topic.title)
    return say("🌫 <b>{topic}</b>: gone. That happens to everybody.", topic=topic.title)


def _one_resource(topic: Topic) -> Markup | None:
    first = next((one for one in topic.resources if one.link), None)
    return say("Ten minutes with {resource} bring much of it back.", resource=topics.linked(first)) if first else None


def following(look: Look | None, today: date, *, comes: bool) -> Markup:
    """When it is asked about again; ``comes`` is whether a nudge is to come that does."""
    if look is None:
        return say("That was the third time, so it is yours: I won't ask about it again.")
    values = {"day": day(look.day, today), "why": _why(look, look.days)}
    if not comes:
        return say("<code>/looks</code> asks again from {day} on, {why}; no weekly nudge is to come.", **values)
    if look.why is Since.KNOWN:
        return say("I ask again from {day} on, {why}: each time you know it, I wait longer.", **values)
    return say("I ask again from {day} on, {why}.", **values)


def _why(look: Look, passed: int) -> str:
    """Why it is asked then, so many days later: "7 days after you completed it"."""
    span = days(passed)
    match look.why:
        case Since.COMPLETED:
            return plain("{days} after you completed it", days=span)
        case Since.KNOWN:
            return plain("{days} after you knew it", days=span)
        case Since.HALF_KNOWN:
            return plain("{days} after you half knew it", days=span)
        case Since.GONE:
            return plain("{days} after it was gone", days=span)
    by = shortened(look.by.title) if look.by else ""
    return plain("{days} after you last studied {by}, which builds on it", days=span, by=by)


def overview(roadmap: Roadmap, looks: Sequence[Look], today: date, *, comes: bool) -> Markup:
    """All that is to come, the first of it; ``comes`` is whether a weekly nudge is to come that asks."""
    more = len(looks) - MOST_SHOWN
    rows = [
        row(
            say("• <b>{topic}</b>", topic=told_apart(roadmap, look.topic)),
            say("from {day} on, {why}", day=day(look.day, today), why=_why(look, look.days)),
        )
        for look in looks[:MOST_SHOWN]
    ]
    return paragraphs(
        say("🧠 <b>Second looks</b> are on: one question a week at most, inside your weekly nudge.")
        if comes
        else say(
            "🧠 <b>Second looks</b> are on. No weekly nudge is to come, so <code>/looks</code> asks: one question a week."
        ),
        lines(
            *rows,
            say(counted(more, "… and {count} more", one="… and {count} more"), count=number(more))
            if more > 0
            else None,
        )
        if rows
        else say("Nothing is to be asked yet: the first look comes a week after a topic is completed."),
    )


def off() -> Markup:
    """They are not wanted, or nobody has said yet."""
    return say(
        "🧠 <b>Second looks</b> are off. With them I ask about one topic you completed, a week, a month and a quarter later: one "
        "question in your weekly nudge, never a message more."
    )


def turned_on(*, comes: bool) -> Markup:
    if not comes:
        return say(
            "🧠 Done: a week after a topic is completed <code>/looks</code> asks whether you still know it. No weekly nudge is to "
            "come. <code>/looks off</code> ends it."
        )
    return say(
        "🧠 Done: a week after a topic is completed your nudge asks whether you still know it. <code>/looks off</code> ends it."
    )


def turned_off() -> Markup:
    return say("🧠 Second looks are off. <code>/looks on</code> brings them back.")


def nothing_asked() -> Markup:
    """An answer, where nothing is to be asked about."""
    return say("Nothing of yours waits for a second look now.")


def noted_already(topic: Topic) -> Markup:
    """The same answer, once more."""
    return say("That is noted already, and <b>{topic}</b> is not asked about again this week.", topic=topic.title)


def not_completed(topic: Topic) -> Markup:
    """An answer about a topic that is open."""
    return say("<b>{topic}</b> is not completed, so there is nothing to look back at yet.", topic=topic.title)


def taken_back(*, on: bool) -> str:
    """The fact, as it is named among others."""
    return plain("turning second looks on") if on else plain("turning second looks off")


def setting(*, on: bool) -> Markup:
    return say("Second looks: on (/looks)") if on else say("Second looks: off (/looks)")


# Labels


def knew() -> str:
    return plain("💪 Knew it")


def half() -> str:
    return plain("🌗 Half")


def gone() -> str:
    return plain("🌫 Gone")


def turn_on() -> str:
    return plain("🧠 Turn on")


def turn_off() -> str:
    return plain("🔕 Turn off")


def ask_me_later() -> str:
    """Below the first completion."""
    return plain("🧠 Ask me about it later")

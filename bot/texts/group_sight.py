"""What a member is told of what those who lead see: their own figures, level by level, and who looked."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.texts.partner import standing
from bot.texts.phrases import day, lines, listed, number, paragraphs, sentences
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.group.member import Member
from roadmap.group.sight import Detail, Level, Sight
from roadmap.model import Roadmap


def seen_of(sight: Sight | None, level: Level, roadmap: Roadmap, today: date) -> Markup:
    """What a level shows of a learner, in one line."""
    if sight is None:
        return say("Not on {roadmap}.", roadmap=roadmap.title)
    topic = told_apart(roadmap, sight.topic) if sight.topic else ""
    return sentences(
        _topic(sight, topic),
        _standing(sight),
        _last(sight.last, today) if level >= Level.STUDY_DAY else None,
    )


def _topic(sight: Sight, topic: str) -> Markup:
    if not topic:
        return say("On no topic just now.")
    if not sight.of:
        return say("On {topic}.", topic=topic)
    return say(
        counted(sight.of, "On {topic}: {done} of {steps} steps.", one="On {topic}: {done} of {steps} step."),
        topic=topic,
        done=number(sight.done),
        steps=number(sight.of),
    )


def _standing(sight: Sight) -> Markup | None:
    """The verdict as the group's board has it."""
    stands = standing(Member(id=0, name="", joined=True, standing=sight.standing, days=sight.days))
    return say("With the plan: {stands}.", stands=stands) if stands else None


def _last(last: date | None, today: date) -> Markup:
    if last is None:
        return say("No study day yet.")
    return say("Last study day: {day}.", day=day(last, today))


def asked(title: str, shown: dict[Level, Markup]) -> Markup:
    """What may those who lead see of a member? Asked once, with the learner's own figures as they would be shown."""
    return paragraphs(
        say("👀 What may those who lead <b>{title}</b> see of you? So far nothing, and that is fine.", title=title),
        _levels(shown),
        say(
            "Never your notes, minutes or streak. <code>/leaders</code> takes it back at once, and tells you who looked."
        ),
    )


def asked_of_all(title: str) -> Markup:
    """Asked of those who joined earlier, in the group."""
    return say(
        "👀 Those who lead <b>{title}</b> can see how somebody stands who wants that, to lend a hand in time. Of you "
        "they see nothing unless you say so: tap below, and I show you alone what it would be.",
        title=title,
    )


def shown_now(title: str, level: Level, shown: dict[Level, Markup], looks: Sequence[Markup]) -> Markup:
    """What those who lead see of a member, what each level would show, and who looked."""
    return paragraphs(_is(title, level), _levels(shown), _looks(looks))


def _is(title: str, level: Level) -> Markup:
    match level:
        case Level.NOTHING:
            return say("👀 Those who lead <b>{title}</b> see nothing of you.", title=title)
        case Level.STANDING:
            return say("👀 Those who lead <b>{title}</b> see your topic and how you stand.", title=title)
        case Level.STUDY_DAY:
            return say(
                "👀 Those who lead <b>{title}</b> see your topic, how you stand, and your last study day.", title=title
            )


def set_to(title: str, level: Level, shown: dict[Level, Markup]) -> Markup:
    """How much those who lead see from now on, in the learner's own figures."""
    if level is Level.NOTHING:
        return say("✔ Set. Those who lead <b>{title}</b> see nothing of you from now on.", title=title)
    return say(
        "✔ Set. Those who lead <b>{title}</b> see of you: “{seen}” <code>/leaders</code> tells you who looked.",
        title=title,
        seen=shown[level],
    )


def _levels(shown: dict[Level, Markup]) -> Markup:
    """Each level but nothing, with the learner's own figures, and what is told by them."""
    return paragraphs(
        lines(
            say("• Topic and standing: “{seen}”", seen=shown[Level.STANDING]),
            say("• Also the last study day: “{seen}”", seen=shown[Level.STUDY_DAY]),
        ),
        say(
            "By these I tell them who has never begun, is longer on a topic than planned, asked for help and got "
            "none, or would like a partner; by the study day also who is moving, or quiet for ten days or more."
        ),
    )


def _looks(looks: Sequence[Markup]) -> Markup:
    if not looks:
        return say("Nobody has looked so far.")
    return lines(say("<b>Who looked</b>"), *looks)


def look(who: Markup | str | None, on: date, today: date, shown: Sequence[str], *, times: int) -> Markup:
    """Looks that showed the same: by whom, where they are in the group, on which day the last one, what it showed, and how often."""
    values = {"day": day(on, today), "shown": listed(shown), "times": number(times)}
    if who is None:
        return say(
            counted(
                times,
                "• {day}, the last of {times} times, somebody who leads: {shown}",
                one="• {day}, somebody who leads: {shown}",
            ),
            **values,
        )
    return say(
        counted(times, "• {day}, the last of {times} times, {name}: {shown}", one="• {day}, {name}: {shown}"),
        name=who,
        **values,
    )


def page_shown(level: Level) -> str:
    """What a look at the whole of a member showed."""
    if level >= Level.STUDY_DAY:
        return plain("topic, standing and last study day")
    return plain("topic and standing")


def detail_shown(detail: Detail) -> str:
    """What a look showed of a member, where it was one detail."""
    match detail:
        case Detail.TOPIC:
            return plain("topic")
        case Detail.WISH:
            return plain("wish for a partner")

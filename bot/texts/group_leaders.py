"""What those who lead a group are told of it. Names come in alphabetical order, and nobody is compared with anybody."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.texts.group_sight import seen_of
from bot.texts.phrases import lines, listed, listed_markup, number, paragraphs
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.group.lead import FEWEST, Flagged, Overview
from roadmap.group.sight import Flag, Level, Sight
from roadmap.model import Roadmap, Topic


def overview(told: Overview, flagged: Sequence[Flagged], roadmap: Roadmap, title: str, *, more: bool) -> Markup:
    """Everything /group how shows: what those who agreed add up to, and a page of those there is something to know of;
    ``more`` says that figures of others are being worked out still."""
    if not told.agreed:
        return paragraphs(_head(told, title), say("So there is nothing to show, and I won't guess."), _more(more=more))
    return paragraphs(
        _head(told, title),
        _number(told),
        lines(*(_flagged(one, roadmap) for one in flagged)) if flagged else None,
        lines(*_distributions(told, roadmap)) or _too_few(told),
        _more(more=more),
    )


def _head(told: Overview, title: str) -> Markup:
    values = {"title": title, "members": number(told.members), "agreed": number(told.agreed)}
    return say(
        counted(
            told.agreed,
            "👀 <b>{title}</b>: of {members} members, {agreed} let those who lead see how they stand.",
            one="👀 <b>{title}</b>: of {members} members, {agreed} lets those who lead see how they stand.",
        ),
        **values,
    )


def _number(told: Overview) -> Markup | None:
    """The number of the week; of a few people it would be somebody's."""
    if told.completed is None:
        return None
    if not told.completed:
        return say("In the last seven days none of them completed a topic.")
    return say("In the last seven days {completed} of them completed a topic.", completed=number(told.completed))


def _flagged(one: Flagged, roadmap: Roadmap) -> Markup:
    figures = one.member.figures
    topic = roadmap.by_slug.get(figures.topic) if figures else None
    flags = listed(flag_of(flag, roadmap, topic) for flag in one.flags)
    return say("• {name}: {flags}", name=one.member.name, flags=flags)


def flag_of(flag: Flag, roadmap: Roadmap | None = None, topic: Topic | None = None) -> str:
    """A flag, with the topic it is about where that is known."""
    match flag:
        case Flag.MOVING:
            return plain("moving")
        case Flag.QUIET:
            return plain("quiet for ten days or more")
        case Flag.NEVER_BEGUN:
            return plain("never begun")
        case Flag.LONGER:
            if roadmap and topic:
                return plain("longer on {topic} than planned", topic=told_apart(roadmap, topic))
            return plain("longer on a topic than planned")
        case Flag.UNANSWERED:
            return plain("asked for help and got none")


def _distributions(told: Overview, roadmap: Roadmap) -> list[Markup]:
    """How many each flag is true of, how many are on each topic, and how far its steps are done."""
    topics = [
        plain("{topic}: {count}", topic=told_apart(roadmap, topic), count=number(told.topics[topic.slug]))
        for topic in roadmap.order
        if topic.slug in told.topics
    ]
    flags = [plain("{flag}: {count}", flag=flag_of(flag), count=number(count)) for flag, count in told.flags.items()]
    quarters = [
        plain("{quarter}: {count}", quarter=_quarter(one), count=number(told.quarters[one]))
        for one in range(4)
        if one in told.quarters
    ]
    return [
        *([say("<b>Altogether</b> {flags}.", flags=listed(flags, most_named=len(flags)))] if flags else []),
        *([say("<b>On it now</b> {topics}.", topics=listed(topics))] if topics else []),
        *([say("<b>Steps of their topics</b> {quarters}.", quarters=listed(quarters))] if quarters else []),
    ]


def _quarter(number_of_it: int) -> str:
    match number_of_it:
        case 0:
            return plain("in the first quarter")
        case 1:
            return plain("in the second")
        case 2:
            return plain("in the third")
    return plain("in the last")


def _too_few(told: Overview) -> Markup | None:
    """Why nothing is added up."""
    if told.agreed >= FEWEST:
        return None
    return say("I add up topics and steps over {fewest} people or more.", fewest=number(FEWEST))


def _more(*, more: bool) -> Markup | None:
    if not more:
        return None
    return say("I'm still working out the latest of some of them. Ask again in a minute.")


def person(
    name: Markup | str,
    sight: Sight | None,
    flags: Sequence[Flag],
    *,
    level: Level,
    roadmap: Roadmap,
    today: date,
    is_own: bool,
) -> Markup:
    """One member, as their level lets them be seen; looking is written down, and who looks knows it, but for one's ``own`` page."""
    topic = sight.topic if sight else None
    told = listed(flag_of(flag, roadmap, topic) for flag in flags) if flags else ""
    return paragraphs(
        say("👀 <b>{name}</b>", name=name),
        seen_of(sight, level, roadmap, today),
        say("Worth knowing: {flags}.", flags=told) if flags else None,
        None if is_own else say("{name} can read that you looked.", name=name),
    )


def word_noted(name: Markup | str, word: Markup) -> Markup:
    """A kind word is on its way, in these words; what it takes is said before, for nobody is told of one that is not sent."""
    return paragraphs(
        say("On its way to {name}, unless they want no nudges just now, or you lead no more by then:", name=name), word
    )


def word_said_already(name: Markup | str) -> Markup:
    return say("{name} had a kind word from you this week. One is enough.", name=name)


def kind_word(who: Markup | str | None, title: str) -> Markup:
    """Said to a member on behalf of somebody who leads, by name where they have one in the group."""
    if who is None:
        return say(
            "💛 Somebody who leads <b>{title}</b> thinks of you. There's nothing to answer and nothing to catch up on: "
            "it's good to have you there.",
            title=title,
        )
    return say(
        "💛 {name} thinks of you in <b>{title}</b>. There's nothing to answer and nothing to catch up on: it's good to "
        "have you there.",
        name=who,
        title=title,
    )


def pair_with_whom(name: Markup | str) -> Markup:
    return say("With whom? They'd like a partner too, and {name} hears of it at once.", name=name)


def nobody_to_pair(name: Markup | str) -> Markup:
    """The member, or everybody else who may be named, has a partner or wants none, or is away."""
    return say(
        "I pair only who asked for a partner with <code>/partner</code>, has none and is there. Just now {name} has "
        "nobody to be paired with.",
        name=name,
    )


def paired(names: Sequence[Markup | str]) -> Markup:
    return say("🤝 {names} are partners now, and both hear so.", names=listed_markup(names))


def a_meeting(line: str) -> Markup:
    """The line that calls a meeting; the day and the hour are the leader's to change."""
    return say("Type this in the group, with a day and an hour that suit: <code>{line}</code>", line=line)


def meet_line(topic: str) -> str:
    """What calls a meeting, as it is typed."""
    if not topic:
        return plain("/meet thu 19:00 60m")
    return plain("/meet thu 19:00 60m {topic}", topic=topic)


def leads_now(name: Markup | str) -> Markup:
    """Said to the admin who named somebody."""
    return say(
        "👀 {name} leads with you: <code>/group how</code> answers them too. <code>/group unlead</code> takes it back.",
        name=name,
    )


def leads_no_more(name: Markup | str) -> Markup:
    """Whom the platform lets manage the chat leads without being named."""
    return say("{name} isn't named to lead any more. An admin of this chat leads all the same.", name=name)


def no_such_member() -> Markup:
    """Said to the admin who names somebody whom the group does not know."""
    return say("I know no member of that name here. Who is to lead joins first, by <code>/join</code>.")


def nobody_to_unname() -> Markup:
    """/group unlead and a name that nobody has here; whoever left leads no more."""
    return say(
        "I know no member of that name here. Whoever has left leads no more; <code>/group lead</code> shows who does."
    )


def did_not_lead(name: Markup | str) -> Markup:
    return say("{name} wasn't named to lead.", name=name)


def leading(names: Sequence[Markup | str]) -> Markup:
    """Who was named."""
    if not names:
        return say(
            "Nobody is named to lead besides the admins. <code>/group lead @ben</code> names somebody who joined."
        )
    return say("Named to lead besides the admins: {names}.", names=listed_markup(names))

"""What is said of taking back and of correcting: each fact as it is named among others."""

from datetime import date
from functools import partial

from markupsafe import Markup

from bot.texts import capacity, certificates, looks, named_end, step_facts, streaks, study_days
from bot.texts.phrases import MOST_NAMED, clauses, lines, listed_as, number, numeral, short_day, spent
from bot.texts.sentence import counted, plain, say
from roadmap.calendar import DAY
from roadmap.facts import LOOKED, SHOWING, WITHIN, Fact, Kind

MOST_STEPS = 2
"""Steps that are named with their topics; of more it is said how many."""


def undone(taken: tuple[Fact, ...], titles: dict[str, str], today: date) -> Markup:
    """What an undo took back."""
    return say("↩ Taken back: {facts}.", facts=said_once(taken, titles, today))


def corrected(news: tuple[Fact, ...], titles: dict[str, str], today: date) -> Markup:
    """What is stored now in the place of what was said before."""
    return say("✏️ Corrected: {facts}.", facts=said_once(news, titles, today))


def what_instead(said: tuple[Fact, ...], titles: dict[str, str], today: date) -> Markup:
    """What can be corrected, and how."""
    return say(
        "The last I stored: {facts}. What was it instead? <code>/correct cv</code>, <code>/correct yesterday</code> or "
        "<code>/correct 1h</code>",
        facts=said_once(said, titles, today),
    )


def so_already(said: str) -> Markup:
    """A correction that changes nothing."""
    return say("That is what I stored: {facts}. Nothing to change.", facts=said)


def minutes_or_topic(number: int) -> Markup:
    """A bare number that may be either."""
    return say(
        counted(
            number,
            "Do you mean {number} minutes, or topic {number}?",
            one="Do you mean {number} minute, or topic {number}?",
        ),
        number=numeral(number),
    )


def which_day() -> Markup:
    return say("Which day was it?")


def nothing_to_correct() -> Markup:
    return say(
        "I changed nothing. Of what you just said I can correct the topic and the day, and the minutes of a check-in; "
        "<code>/undo list</code> shows the last five."
    )


def nothing_said() -> Markup:
    return say("There is nothing to take back.")


def last_said(rows: tuple[str, ...]) -> Markup:
    """The last things said, the newest first."""
    return lines(
        say("What you told me last:"),
        *(say("{at}. {facts}", at=numeral(at), facts=said) for at, said in enumerate(rows, 1)),
    )


def said_once(facts: tuple[Fact, ...], titles: dict[str, str], today: date) -> str:
    """What was said together, in a line; of many topics, or steps, how many. A step that moved to another day was ticked on
    that day, and not opened before."""
    ticked = {fact.place for fact in facts if fact.kind is Kind.STEP_DONE}
    facts = tuple(fact for fact in facts if not (fact.kind is Kind.STEP_OPEN and fact.place in ticked))
    if len(facts) > MOST_NAMED:
        return listed_as(_by_kind(facts), partial(_many, titles=titles, today=today))
    of_steps = tuple(fact for fact in facts if fact.kind in WITHIN)
    if len(of_steps) > MOST_STEPS:
        others = [[fact] for fact in facts if fact.kind not in WITHIN]
        return listed_as([*others, *_by_kind(of_steps)], partial(_many, titles=titles, today=today))
    return listed_as(facts, partial(_fact, titles=titles, today=today))


def _by_kind(facts: tuple[Fact, ...]) -> list[list[Fact]]:
    """The facts that say the same of several topics, together."""
    found: dict[tuple[Kind, date, bool], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.kind, fact.day, fact.known), []).append(fact)
    return list(found.values())


def _many(facts: list[Fact], titles: dict[str, str], today: date) -> str:
    if len(facts) == 1:
        return _fact(facts[0], titles, today)
    if facts[0].kind in WITHIN:
        return step_facts.several(facts, titles, today)
    if facts[0].kind in SHOWING:
        return certificates.several_taken_back(facts[0].kind, len(facts), short_day(facts[0].day, today))
    topics = plain(counted(len(facts), "{topics} topics"), topics=number(len(facts)))
    if facts[0].known:
        return plain("knowing {topics}", topics=topics)
    return _of_topic(facts[0].kind, topics, short_day(facts[0].day, today))


def of_another_roadmap() -> Markup:
    """An undo button of a roadmap that is not under way."""
    return say("That was said of another of your roadmaps. <code>/switch</code> goes there, and then I take it back.")


def _fact(fact: Fact, titles: dict[str, str], today: date) -> str:
    """A fact, as it is named among others."""
    when = short_day(fact.day, today)
    if fact.kind in WITHIN | SHOWING:
        worded = step_facts.one if fact.kind in WITHIN else certificates.taken_back
        return worded(fact, titles, when)
    match fact.kind:
        case Kind.CHECKED_IN | Kind.FOCUSED:
            return _study(fact, titles, when)
        case Kind.PAUSED:
            return plain("the pause from {day}", day=when)
        case Kind.RESUMED:
            return plain("being back on {day}", day=when)
        case Kind.REPLANNED:
            return plain("the new plan from {day}", day=when)
        case Kind.SKILL_KNOWN | Kind.SKILL_UNKNOWN:
            return _of_skill(fact)
        case Kind.HOURS_SET | Kind.DAYS_SET | Kind.GOAL_SET | Kind.LOOKS_ON | Kind.LOOKS_OFF:
            return _of_setting(fact)
        case Kind.END_NAMED:
            return named_end.taken_back(_end(fact), today)
    if fact.known:
        return plain("knowing {topic}", topic=titles.get(fact.topic, fact.topic))
    return _of_topic(fact.kind, titles.get(fact.topic, fact.topic), when)


def _of_setting(fact: Fact) -> str:
    if fact.kind in {Kind.LOOKS_ON, Kind.LOOKS_OFF}:
        return looks.taken_back(on=fact.kind is Kind.LOOKS_ON)
    if fact.kind is Kind.GOAL_SET:
        return streaks.goal_taken_back(fact.amount)
    if fact.kind is Kind.HOURS_SET:
        return capacity.hours_taken_back(fact.minutes)
    return study_days.taken_back(fact.weekdays)


def _of_skill(fact: Fact) -> str:
    if fact.kind is Kind.SKILL_KNOWN:
        return plain("knowing {skill}", skill=fact.skill)
    return plain("not knowing {skill}", skill=fact.skill)


def _end(fact: Fact) -> date | None:
    return fact.back - DAY if fact.back else None


def _of_topic(kind: Kind, title: str, when: str) -> str:
    match kind:
        case Kind.BEGUN:
            return plain("{topic} begun on {day}", topic=title, day=when)
        case Kind.COMPLETED:
            return plain("{topic} completed on {day}", topic=title, day=when)
        case Kind.SKIPPED:
            return plain("{topic} skipped on {day}", topic=title, day=when)
        case Kind.REOPENED:
            return plain("{topic} reopened on {day}", topic=title, day=when)
        case Kind.INTENDED:
            return plain("what you meant to do from {day} on", day=when)
        case Kind.REMEMBERED:
            return plain("what you'll remember of {topic}", topic=title)
        case kind if kind in LOOKED:
            return plain("the second look at {topic} of {day}", topic=title, day=when)
    return plain("{topic} undone on {day}", topic=title, day=when)


def _study(fact: Fact, titles: dict[str, str], when: str) -> str:
    """ "the check-in of 14 Jan (NLP, Lesson 4, 30 min)", "the focus of 14 Jan (NLP, 25 min)"."""
    step = titles.get(fact.place, "") if fact.step else ""
    more = clauses(titles.get(fact.topic, ""), step, spent(fact.minutes) if fact.minutes else "")
    if fact.kind is Kind.FOCUSED:
        return (
            plain("the focus of {day} ({more})", day=when, more=more) if more else plain("the focus of {day}", day=when)
        )
    if not more:
        return plain("the check-in of {day}", day=when)
    return plain("the check-in of {day} ({more})", day=when, more=more)

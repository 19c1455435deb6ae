"""The digest in words: what happened, who is where, what comes, and one thing to do."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from markupsafe import Markup

from bot.texts.group_board import together
from bot.texts.phrases import (
    day,
    lines,
    listed,
    listed_markup,
    number,
    numeral,
    paragraphs,
    sentences,
    short_day,
)
from bot.texts.sentence import plain, say
from bot.texts.stages import told_apart
from roadmap.group.digest import Ask, Cadence, CallToAction, Digest, Expected, OnTopic, cadence
from roadmap.group.helpers import HelpRequest
from roadmap.group.member import Member
from roadmap.model import Roadmap

MOST_ROWS = 15
"""Lines of one paragraph, and names in one line; what is more is counted."""

Names = Mapping[int, Markup]
"""How a learner is named where it is not by their plain name: as a mention, if their week has room for one."""


def digest(
    told: Digest, title: str, today: date, *, names: Names, quiet_weeks: int = 0, goal: Markup | None = None
) -> Markup:
    """The whole message. ``quiet_weeks`` in a row, this one included, say how soon the next one comes; ``goal`` is the line of the
    common goal."""
    if told.quiet:
        return _quiet(told, title, quiet_weeks)
    return paragraphs(
        say("🗞 <b>{title}</b>, {first} to {last}", title=title, **_days_of(told.week, told.days, today)),
        _part(say("<b>Completed</b>"), [_completed(told.roadmap, one, names) for one in told.completed]),
        _part(say("<b>On it now</b>"), [_on_now(told.roadmap, group, names) for group in told.on_now]),
        say("🤝 Promises kept: {names}.", names=_listed(told.kept, names)) if told.kept else None,
        together(told.totals),
        goal,
        _part(say("<b>Who can help?</b>"), [_request(told.roadmap, one) for one in told.requests]),
        _ahead(told, today),
        _call(told.roadmap, told.call) if told.call else None,
    )


def _quiet(told: Digest, title: str, quiet_weeks: int) -> Markup:
    rare = cadence(quiet_weeks) is Cadence.FORTNIGHTLY
    return lines(
        sentences(
            say("🌙 A quiet week for <b>{title}</b>.", title=title),
            _call(told.roadmap, told.call) if told.call else None,
        ),
        say("I'll look in every second week until something moves.") if rare else None,
    )


def _days_of(first: date, days: int, today: date) -> dict[str, str]:
    """The first and the last of so many days, as a sentence has them."""
    return {"first": short_day(first, today), "last": short_day(first + timedelta(days=days - 1), today)}


def _part(heading: Markup, rows: list[Markup]) -> Markup | None:
    if not rows:
        return None
    more = say("… and {count} more", count=number(len(rows) - MOST_ROWS)) if len(rows) > MOST_ROWS else None
    return lines(heading, *rows[:MOST_ROWS], more)


def _named(member: Member, names: Names) -> Markup:
    return names.get(member.id) or say("{name}", name=member.name)


def _listed(members: Iterable[Member], names: Names) -> Markup:
    return listed_markup([_named(one, names) for one in members], most_named=MOST_ROWS + 1)


def _completed(roadmap: Roadmap, member: Member, names: Names) -> Markup:
    topics = listed(told_apart(roadmap, topic) for topic in member.completed)
    return say("✅ {name}: {topics}", name=_named(member, names), topics=topics)


def _on_now(roadmap: Roadmap, group: OnTopic, names: Names) -> Markup:
    return say("🟡 {topic}: {names}", topic=told_apart(roadmap, group.topic), names=_listed(group.members, names))


def _request(roadmap: Roadmap, request: HelpRequest) -> Markup:
    topic = told_apart(roadmap, request.topic)
    count = numeral(request.number)
    if not request.question:
        return say("🙋 {name} with {topic} (#{number})", name=request.name, topic=topic, number=count)
    return say(
        "🙋 {name} with {topic} (#{number}): “{question}”",
        name=request.name,
        topic=topic,
        number=count,
        question=request.question,
    )


def _ahead(told: Digest, today: date) -> Markup | None:
    if not told.expected:
        return None
    return lines(
        say("<b>What the roadmap expects from {first} to {last}</b>", **_days_of(told.ahead, 7, today)),
        *(_expected(told_apart(told.roadmap, one.topic), one, today) for one in told.expected[:MOST_ROWS]),
    )


def _expected(topic: str, one: Expected, today: date) -> Markup:
    days = (
        plain("begins {day}", day=day(one.begins, today)) if one.begins else "",
        plain("aim for {day}", day=day(one.target, today)) if one.target else "",
        plain("latest {day}", day=day(one.limit, today)) if one.limit else "",
    )
    said = [one_day for one_day in days if one_day]
    if not said:
        return say("• {topic}: goes on", topic=topic)
    return say("• {topic}: {days}", topic=topic, days=listed(said))


def _call(roadmap: Roadmap, call: CallToAction) -> Markup:
    match call:
        case CallToAction(ask=Ask.HELP, request=HelpRequest() as request):
            return say(
                "👉 This week: who gives {name} a hand with <b>{topic}</b>?",
                name=request.name,
                topic=told_apart(roadmap, request.topic),
            )
        case CallToAction(ask=Ask.FINISH, topic=topic) if topic:
            return say(
                "👉 This week: bring <b>{title}</b> home, and tell me <code>/done {number}</code>.",
                title=told_apart(roadmap, topic),
                number=numeral(topic.number),
            )
        case CallToAction(ask=Ask.BEGIN, topic=topic) if topic:
            return say(
                "👉 This week: begin <b>{title}</b>, with <code>/begin {number}</code>.",
                title=told_apart(roadmap, topic),
                number=numeral(topic.number),
            )
        case CallToAction(ask=Ask.CHECK_IN):
            return say("Ten minutes of study and a <code>/checkin</code> are a fine way back in.")
        case CallToAction(ask=Ask.PARTNER):
            return say(
                "👉 This week: who would like company? <code>/partner on</code> finds you somebody to study with."
            )
        case _:
            return say("👉 This week: give your partner one small <code>/promise</code>.")

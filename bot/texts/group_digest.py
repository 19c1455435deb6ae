"""The digest in words: what happened, who is where, what comes, and one thing to do."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from markupsafe import Markup

from bot.texts.glued import day, lines, listed, paragraphs, short_day, shortened
from bot.texts.group_board import together
from roadmap.group.asking import HelpRequest
from roadmap.group.digest import Ask, Cadence, Call, Digest, Expected, OnTopic, cadence
from roadmap.group.member import Member

MOST_ROWS = 15
"""Lines of one paragraph, and names in one line; what is more is counted."""

Names = Mapping[int, Markup]
"""How a learner is named where it is not by their plain name: as a mention, if their week has room for one."""


def digest(told: Digest, title: str, today: date, *, names: Names, quiet_weeks: int = 0) -> Markup:
    """The whole message. ``quiet_weeks`` in a row, this one included, say how soon the next one comes."""
    if told.quiet:
        return _quiet(title, told.call, quiet_weeks)
    return paragraphs(
        Markup("🗞 <b>{}</b>, {} to {}").format(title, *_span(told.week, today)),
        _part("Completed", [_completed(one, names) for one in told.completed]),
        _part("On it now", [_on_now(group, names) for group in told.on_now]),
        Markup("🤝 Promises kept: {}.").format(_listed(told.kept, names)) if told.kept else None,
        together(told.totals),
        _part("Who can help?", [_request(one) for one in told.requests]),
        _ahead(told, today),
        _call(told.call),
    )


def _quiet(title: str, call: Call, quiet_weeks: int) -> Markup:
    rare = cadence(quiet_weeks) is Cadence.FORTNIGHTLY
    return lines(
        Markup("🌙 A quiet week for <b>{}</b>. {}").format(title, _call(call)),
        Markup("I'll look in every second week until something moves.") if rare else None,
    )


def _span(week: date, today: date) -> tuple[str, str]:
    return short_day(week, today), short_day(week + timedelta(days=6), today)


def _part(heading: str, rows: list[Markup]) -> Markup | None:
    if not rows:
        return None
    more = Markup("… and {} more").format(len(rows) - MOST_ROWS) if len(rows) > MOST_ROWS else None
    return lines(Markup("<b>{}</b>").format(heading), *rows[:MOST_ROWS], more)


def _named(member: Member, names: Names) -> Markup:
    return names.get(member.id, Markup.escape(member.name))


def _listed(members: Iterable[Member], names: Names) -> Markup:
    called = [_named(one, names) for one in members]
    return Markup(listed(called, most_named=MOST_ROWS + 1))  # noqa: S704 - every name is escaped


def _completed(member: Member, names: Names) -> Markup:
    return Markup("✅ {}: {}").format(_named(member, names), listed(topic.title for topic in member.completed))


def _on_now(group: OnTopic, names: Names) -> Markup:
    return Markup("🟡 {}: {}").format(group.topic.title, _listed(group.members, names))


def _request(request: HelpRequest) -> Markup:
    if not request.question:
        return Markup("🙋 {} with {}").format(request.name, request.topic.title)
    return Markup("🙋 {} with {}: “{}”").format(request.name, request.topic.title, shortened(request.question))


def _ahead(told: Digest, today: date) -> Markup | None:
    if not told.expected:
        return None
    return lines(
        Markup("<b>What the roadmap expects from {} to {}</b>").format(*_span(told.week + timedelta(days=7), today)),
        *(_expected(one, today) for one in told.expected[:MOST_ROWS]),
    )


def _expected(one: Expected, today: date) -> Markup:
    days = (
        f"begins {day(one.begins, today)}" if one.begins else "",
        f"target {day(one.target, today)}" if one.target else "",
        f"limit {day(one.limit, today)}" if one.limit else "",
    )
    said = [part for part in days if part]
    return Markup("• {}: {}").format(one.topic.title, listed(said) if said else "goes on")


def _call(call: Call) -> Markup:
    match call:
        case Call(ask=Ask.HELP, request=HelpRequest() as request):
            return Markup("👉 This week: who gives {} a hand with <b>{}</b>?").format(request.name, request.topic.title)
        case Call(ask=Ask.FINISH, topic=topic) if topic:
            return Markup("👉 This week: bring <b>{title}</b> home, and tell me <code>/done {number}</code>.").format(
                title=topic.title, number=topic.number
            )
        case Call(ask=Ask.BEGIN, topic=topic) if topic:
            return Markup("👉 This week: begin <b>{title}</b>, with <code>/begin {number}</code>.").format(
                title=topic.title, number=topic.number
            )
        case Call(ask=Ask.CHECK_IN):
            return Markup("Ten minutes of study and a <code>/checkin</code> are a fine way back in.")
        case _:
            return Markup("👉 This week: give your partner one small <code>/promise</code>.")

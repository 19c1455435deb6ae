"""What is said of the log: each sitting as it was stored, the days read back, and the notes of a topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.texts.phrases import day, hours_in, lines, number, paragraphs, row, short_day, shortened, spent
from bot.texts.sentence import counted, plain, say
from roadmap.facts import Fact
from roadmap.sittings import Sittings

SHOWN_OF_NOTE = 200
"""Characters of a note that are shown among others; all of it is in the notes that /export writes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sitting with the titles of its topic and step; empty where it has none, or there is none of that name any more."""

    fact: Fact
    topic: str = ""
    step: str = ""


# What is told


def checked_in(entry: Entry, studied: int, weekly: int | None, today: date) -> Markup:
    """A sitting, as it was stored; ``studied`` are the minutes of this week, 0 where none were said, ``weekly`` those that
    the learner set themselves (None: none)."""
    fact, when = entry.fact, day(entry.fact.day, today)
    said = row(
        say("✍️ Today, {day}", day=when) if fact.day == today else say("✍️ {day}", day=when),
        *_parts(entry, fact.note),
    )
    return lines(said, _this_week(studied, weekly) if studied else None)


def _parts(entry: Entry, note: str) -> tuple[str | None, ...]:
    """A sitting without its day."""
    return (
        shortened(entry.topic) or None,
        shortened(entry.step) or None,
        spent(entry.fact.minutes) if entry.fact.minutes else None,
        plain("“{note}”", note=note) if note else None,
    )


def _listed(entry: Entry) -> tuple[str | None, ...]:
    """The same among others: a note is cut, and where there is nothing else to say it was studied."""
    parts = _parts(entry, shortened(entry.fact.note, SHOWN_OF_NOTE))
    return parts if any(parts) else (plain("studied"),)


def _this_week(minutes: int, weekly: int | None) -> Markup:
    if weekly:
        return say("{time} of your {hours} this week.", time=spent(minutes), hours=hours_in(weekly))
    return say("{time} this week.", time=spent(minutes))


def which_topic() -> Markup:
    """Asked below a sitting that is stored; whoever does not answer loses nothing."""
    return say("Which topic was it? It counts in any case.")


def moved(entry: Entry, today: date) -> Markup:
    """A sitting that is of another topic now, or of none."""
    return row(say("✍️ {day}", day=day(entry.fact.day, today)), *_parts(entry, entry.fact.note))


def no_such_sitting() -> Markup:
    """What was told last is no sitting, so that it has no other topic."""
    return say("What you told me last is no check-in. <code>/log</code> shows them.")


def of_another_roadmap() -> Markup:
    """A button below a sitting of a roadmap that is not under way."""
    return say("That was said of another of your roadmaps. <code>/switch</code> goes there, and then I move it.")


def told_just_now(entry: Entry, minutes_ago: int, today: date) -> Markup:
    """The same minutes were told a moment ago, here or in another chat."""
    sitting = row(day(entry.fact.day, today), *_parts(entry, ""))
    if not minutes_ago:
        return say("You told me just now: {sitting}. Is this another sitting? I haven't added it yet.", sitting=sitting)
    return say(
        counted(
            minutes_ago,
            "You told me {minutes} minutes ago: {sitting}. Is this another sitting? I haven't added it yet.",
            one="You told me a minute ago: {sitting}. Is this another sitting? I haven't added it yet.",
        ),
        minutes=number(minutes_ago),
        sitting=sitting,
    )


def more_than_a_day(minutes: int, when: date, today: date) -> Markup:
    """The sittings of a day would add up to more than it has."""
    return say(
        "That would be {time} on {day}, more than a day has. I haven't added it yet.",
        time=spent(minutes),
        day=day(when, today),
    )


def added_already(entry: Entry, today: date) -> Markup:
    """The button that adds it was pressed twice."""
    return say("✍️ Added: {sitting}.", sitting=row(day(entry.fact.day, today), *_parts(entry, entry.fact.note)))


# What is read back


def nothing_yet(roadmap: str) -> Markup:
    """The log of whoever has told of no sitting on this roadmap; elsewhere there may be some."""
    return say(
        "📒 Nothing is logged on <b>{roadmap}</b> yet. Tell me when you've studied: <code>studied 45 min of nlp</code>, or "
        "<code>/log 45m nlp “what I learned”</code>.",
        roadmap=roadmap,
    )


def nothing_of(topic: str) -> Markup:
    """The log of a topic without sittings and notes."""
    return say(
        "📒 Nothing is logged of <b>{topic}</b> yet. <code>/log 45m</code> with its name is a start.", topic=topic
    )


def no_page(pages: int) -> Markup:
    return say(
        counted(pages, "📒 Your log has {pages} pages by now.", one="📒 Your log has one page by now."),
        pages=number(pages),
    )


def in_all(studied: Sittings, today: date) -> str:
    """ "6 h 40 in 9 sittings since 4 Jan"."""
    values = {"sittings": number(studied.count), "day": short_day(studied.first, today)}
    if not studied.minutes:
        return plain(
            counted(studied.count, "{sittings} sittings since {day}", one="{sittings} sitting since {day}"), **values
        )
    return plain(
        counted(
            studied.count, "{time} in {sittings} sittings since {day}", one="{time} in {sittings} sitting since {day}"
        ),
        **values,
        time=spent(studied.minutes),
    )


def by_day(
    head: Markup, entries: Sequence[Entry], minutes: Mapping[date, int], today: date, page: tuple[int, int]
) -> Markup:
    """A page of the log, the newest day first; ``minutes`` are those of whole days, ``page`` is which of how many."""
    days = dict.fromkeys(entry.fact.day for entry in entries)
    return paragraphs(
        head,
        *(_day(when, [one for one in entries if one.fact.day == when], minutes.get(when, 0), today) for when in days),
        say("Page {page} of {pages}", page=number(page[0]), pages=number(page[1])) if page[1] > 1 else None,
    )


def _day(when: date, entries: Sequence[Entry], minutes: int, today: date) -> Markup:
    """A day with its sittings; one alone stands beside it, but for a day that goes on overleaf."""
    if len(entries) == 1 and minutes == (entries[0].fact.minutes or 0):
        return row(say("<b>{day}</b>", day=day(when, today)), *_listed(entries[0]))
    head = row(say("<b>{day}</b>", day=day(when, today)), spent(minutes) if minutes else None)
    return lines(head, *(_beside(entry) for entry in entries))


def _beside(entry: Entry) -> Markup:
    return say("• {sitting}", sitting=row(*_listed(entry)))


def head(studied: Sittings, week: int, today: date) -> Markup:
    """What all of it adds up to; ``week`` are the minutes of this week."""
    said = in_all(studied, today)
    if week in {0, studied.minutes}:
        return say("📒 {studied}.", studied=said)
    return say("📒 {studied}. {time} of it this week.", studied=said, time=spent(week))


def head_of(topic: str, studied: Sittings, today: date) -> Markup:
    """The same of one topic."""
    return say("📒 <b>{topic}</b>: {studied}.", topic=topic, studied=in_all(studied, today))


def of_topic(topic: str, studied: Sittings | None, sentence: str, notes: Sequence[Fact], today: date) -> Markup:
    """What was studied of a topic, what is remembered of it, and the last notes, whole."""
    head_ = head_of(topic, studied, today) if studied else say("📒 <b>{topic}</b>", topic=topic)
    return paragraphs(lines(head_, kept(sentence)), last_notes(notes, today))


def kept(sentence: str) -> Markup | None:
    """What is remembered of a topic; None where nothing is."""
    return say("💡 “{sentence}”", sentence=sentence) if sentence else None


def last_notes(notes: Sequence[Fact], today: date, *, most: int | None = None) -> Markup | None:
    """Notes with their days, each cut where it has more characters than that. None where there are none."""
    if not notes:
        return None
    title = say(counted(len(notes), "<b>Your last notes</b>", one="<b>Your last note</b>"))
    return lines(
        title,
        *(
            say(
                "{day} · “{note}”",
                day=short_day(fact.day, today),
                note=shortened(fact.note, most) if most else fact.note,
            )
            for fact in notes
        ),
    )


# Labels


def by_day_label() -> str:
    return plain("📒 Day by day")


def log_of(topic: str) -> str:
    """The log, or that of a topic."""
    return plain("📒 {topic}", topic=topic) if topic else plain("📒 My log")


def notes_label() -> str:
    return plain("📝 Notes as a file")


def details(topic: str) -> str:
    """The topic of the log that is shown, or one that a sitting may be about."""
    return plain("📚 {topic}", topic=shortened(topic, 40))


def no_topic() -> str:
    """A sitting that is about none of the topics that are offered."""
    return plain("None of these")


def other_topic() -> str:
    """Below a sitting that was taken to be of the one topic that goes on."""
    return plain("📚 Other topic")


def add_it() -> str:
    """The same minutes were told before, and these are others."""
    return plain("✍️ Add it, too")

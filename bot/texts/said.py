"""What is said when a line was not understood whole, and the readings of it as labels of buttons."""

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from bot.said.readings import CHECKIN, CORRECT, PAUSE, Impossible, Unclear, Untold, Why, Wrong
from bot.said.values import Call, Stretch
from bot.texts import labels, shelf_labels
from bot.texts.glued import SHOWN, named, shortened, spent
from roadmap.model import Topic
from roadmap.words import Mood, Talk

MOST_LABEL = 60
"""Characters of a label, so that it fits a phone."""

SIGNS = {
    "done": "✅",
    "begin": "▶",
    "skip": "⏭",
    "reopen": "↺",
    "checkin": "✍️",
    "pause": "⏸",
    "topic": "📚",
    "resume": "▶",
    CORRECT: "✏️",
}


def unclear(reading: Unclear) -> Markup:
    """What was not understood, and that it is asked about; nothing is stored."""
    if reading.why is Why.LEFT_OVER and reading.options and not stores(reading):
        return Markup("I don't know what to make of “{}”. Did you mean this?").format(shortened(reading.said))
    if reading.why is Why.NO_TOPIC and not reading.options:
        return Markup("No topic is called “{}”. Which one did you mean? /roadmap shows them all.").format(
            shortened(reading.said)
        )
    question = _WITH_READINGS if reading.options else _WITHOUT
    return question.get(reading.why, Markup("What do you mean by “{}”?")).format(shortened(reading.said))


_WITH_READINGS = {
    Why.LEFT_OVER: Markup("I don't know what to make of “{}”, so I stored nothing yet. Did you mean this?"),
    Why.PART: Markup("“{}” is a part of a topic. What shall I store?"),
    Why.WHICH_TOPIC: Markup("Which topic do you mean by “{}”?"),
    Why.NO_TOPIC: Markup("No topic is called “{}”. Is it one of these? /roadmap shows them all."),
    Why.WHICH_DAY: Markup("Which day is “{}”?"),
    Why.NUMBER_OR_DAY: Markup("Is “{}” a topic or a day?"),
    Why.WHICH_LENGTH: Markup("How long was it?"),
    Why.FAINT: Markup("Shall I store that?"),
    Why.NO_VERB: Markup("What about it?"),
    Why.TOO_LONG: Markup("That is more than half a year. Shall I pause for so long?"),
    Why.SINCE_OR_UNTIL: Markup("From when, and until when?"),
    Why.SEVERAL: Markup("A pause and study at once? Which of them shall I store?"),
}
_WITHOUT = {
    Why.LEFT_OVER: Markup("I don't know what to make of “{}”, so I stored nothing. What did you do?"),
    Why.PART: Markup("“{}” is a part of a topic. Of which one?"),
    Why.WHICH_DAY: Markup(
        "Which day was it? I know <code>yesterday</code>, <code>monday</code> and <code>3 march</code>."
    ),
}


def stores(reading: Unclear) -> bool:
    """Whether any of the readings would store something."""
    return any(call.command in SIGNS for option in reading.options for call in option)


def untold(reading: Untold) -> Markup:
    """A deed that was not done; the answer is short."""
    about = named((topic.title for topic in reading.topics), most_named=3) if reading.topics else ""
    match reading.mood:
        case Mood.QUESTION if about:
            return Markup("I store nothing from a question. How <b>{}</b> stands is a tap away.").format(about)
        case Mood.QUESTION:
            return Markup("I store nothing from a question. /status shows where you stand, /help what I understand.")
        case Mood.INTENTION:
            return Markup("Good plan. I store it once it has happened: tell me then.")
        case Mood.CONDITION:
            return Markup("I don't know whether that has happened yet, so I stored nothing. Tell me once it has.")
        case Mood.NEGATION if len(reading.topics) > 1:
            return Markup("All right, I stored nothing: <b>{}</b> stay as they are.").format(about)
        case Mood.NEGATION if about:
            return Markup("All right, I stored nothing: <b>{}</b> stays as it is.").format(about)
        case Mood.NEGATION:
            return Markup("All right, I stored nothing.")
        case Mood.OTHERS:
            return Markup("That seems to be about somebody else. I keep only what you did yourself.")
        case Mood.QUOTATION:
            return Markup("Somebody's words, so I stored nothing.")
    return Markup("Well done for today. Did you study? One tap notes it.")


def impossible(reading: Impossible) -> Markup:
    """A day or a length that there is not."""
    said = shortened(reading.said)
    match reading.wrong:
        case Wrong.DAY:
            return no_day(reading.said, reading.year)
        case Wrong.LENGTH:
            return Markup(
                "“{}” is no length of study: from a minute to a day. Try <code>45m</code> or <code>1h30</code>."
            ).format(said)
    return Markup(
        "“{}” ends before it begins, or has passed. Try <code>/pause until friday</code> or "
        "<code>/pause from 3 march to 10 march</code>."
    ).format(said)


def no_day(said: str, year: int | None) -> Markup:
    """A day that is in no calendar."""
    if year is not None:
        return Markup("{} has no “{}”. Which day was it?").format(year, shortened(said))
    return Markup(
        "“{}” is no day that I know. Try <code>yesterday</code>, <code>monday</code>, <code>3 march</code> or "
        "<code>2027-03-01</code>."
    ).format(shortened(said))


def talk(what: Talk) -> Markup:
    """Small talk is answered in a line."""
    match what:
        case Talk.STOP:
            return Markup("I can be quiet. What would you like?")
        case Talk.GREETING:
            return Markup("👋 Hello! Tell me what you did, or ask /next.")
        case Talk.THANKS:
            return Markup("You're welcome.")
        case Talk.NO:
            return Markup("All right.")
        case Talk.HARD:
            return Markup("That happens to everybody who learns. A small step counts, and so does a break.")
    return Markup("👍")


def after(what: Talk) -> tuple[tuple[str, str], ...]:
    """What may be of use behind it: labels and the lines they type."""
    match what:
        case Talk.STOP:
            return (
                (labels.nudges_off(), "/nudges off"),
                (labels.pause(), "/pause"),
                (shelf_labels.delete_everything(), "/forget"),
            )
        case Talk.HARD:
            return ((labels.next_topic(), "/next"), (labels.pause(), "/pause"))
    return ()


def too_much(most: int) -> Markup:
    return Markup("At most {} at a time. Send the rest in a message of its own; I stored nothing of this one.").format(
        most
    )


def none_of_it() -> Markup:
    return Markup("I stored nothing of that message, so that you can say it once more as a whole.")


def nothing_stored() -> Markup:
    return Markup("All right, nothing stored.")


def label(calls: tuple[Call, ...], why: Why | None, *, naming: bool, with_year: bool = False) -> str:
    """A reading as a button says it. ``naming`` says that readings differ in their topics, ``with_year`` that a day may
    be of another year."""
    if len(calls) > 1:
        parts = (label((call,), None, naming=True, with_year=with_year) for call in calls)
        return shortened(" + ".join(parts), MOST_LABEL)
    call = calls[0]
    match why:
        case Why.PART:
            return _of_part(call, with_year=with_year)
        case Why.WHICH_DAY if call.day and not naming:
            return when(call.day, with_year=with_year)
        case Why.NUMBER_OR_DAY if call.day and not call.topics:
            return when(call.day, with_year=with_year)
    return shortened(_parts(call, with_year=with_year), MOST_LABEL)


def _of_part(call: Call, *, with_year: bool) -> str:
    if call.command != CHECKIN:
        return shortened(
            f"{SIGNS.get(call.command, '')} All of {_told(call, with_year=with_year, note=False)}", MOST_LABEL
        )
    said = (call.note, _told(replace(call, topics=()), with_year=with_year, note=False))
    return shortened(f"☑ Only {' · '.join(part for part in said if part)}", MOST_LABEL)


def _parts(call: Call, *, with_year: bool) -> str:
    if call.command == PAUSE:
        return f"{SIGNS[PAUSE]} {stretch(call.stretch)}"
    told = _told(call, with_year=with_year)
    return f"{SIGNS.get(call.command, '')} {told or PLAIN.get(call.command, f'/{call.command}')}".strip()


def _told(call: Call, *, with_year: bool, note: bool = True) -> str:
    """What a call says beside its deed: "NLP · 45 min · Wed 13 Jan"."""
    said = (
        titles(call.topics),
        spent(call.minutes) if call.minutes else "",
        when(call.day, with_year=with_year) if call.day else "",
        f"“{shortened(call.note, 30)}”" if call.note and note else "",
    )
    return " · ".join(part for part in said if part)


PLAIN = {CHECKIN: "I studied today", "resume": "I'm back", CORRECT: "What I stored last"}


def titles(topics: tuple[Topic, ...]) -> str:
    return named((topic.title for topic in topics), most_named=3) if topics else ""


def when(day: date, *, with_year: bool = False) -> str:
    """ "Wed 13 Jan", "Wed 13 Jan 2027"."""
    return f"{day:%a} {day.day} {day:%b}" + (f" {day.year}" if with_year else "")


def stretch(days: Stretch | None) -> str:
    """ "from now on", "since 4 Jan", "4 Jan – 10 Jan"."""
    if days is None:
        return "from now on"
    if days.back is None:
        return f"since {when(days.first)}"
    with_year = days.first.year != days.back.year
    return f"{when(days.first, with_year=with_year)}, back {when(days.back, with_year=with_year)}"


def shown_links(links: tuple[str, ...]) -> str:
    return ", ".join(shortened(link, SHOWN) for link in links)

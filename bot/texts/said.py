"""What is said when a line was not understood whole, and the readings of it as labels of buttons."""

from datetime import date

from markupsafe import Markup

from bot.said.readings import Impossible, Unclear, Untold, Why, Wrong
from bot.said.values import Call, Stretch
from bot.texts.phrases import SHOWN, named, shortened
from roadmap.model import Topic
from roadmap.words import Mood, Talk

NOTHING = "✖ Nothing"
OTHER_DAY = "📅 Other day"
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
            return Markup("I store nothing from a question. Here is how <b>{}</b> stands.").format(about)
        case Mood.QUESTION:
            return Markup("I store nothing from a question. /status shows where you stand, /help what I understand.")
        case Mood.INTENTION | Mood.CONDITION:
            return Markup("Good plan. I store it once it has happened: tell me then.")
        case Mood.NEGATION if about:
            return Markup("All right, <b>{}</b> stays as it is.").format(about)
        case Mood.NEGATION:
            return Markup("All right, I stored nothing.")
        case Mood.OTHERS:
            return Markup("Good for them! I keep only what you did yourself.")
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
            return (("🔕 Nudges off", "/nudges off"), ("⏸ Pause", "/pause"), ("🗑 Delete everything", "/forget"))
        case Talk.HARD:
            return (("👉 Next", "/next"), ("⏸ Pause", "/pause"))
    return ()


def too_much(most: int) -> Markup:
    return Markup("At most {} at a time. Send the rest in a message of its own; I stored nothing of this one.").format(
        most
    )


def none_of_it() -> Markup:
    return Markup("I stored nothing of that message, so that you can say it once more as a whole.")


def nothing_stored() -> Markup:
    return Markup("All right, nothing stored.")


def undo_of(number: int) -> str:
    """The button that takes back what stands in this paragraph of an answer, from 1."""
    return f"↩ Undo {number}"


def label(calls: tuple[Call, ...], why: Why | None, *, naming: bool) -> str:
    """A reading as a button says it. ``naming`` says that readings differ in their topics."""
    if len(calls) > 1:
        return shortened(" + ".join(label((call,), None, naming=True) for call in calls), MOST_LABEL)
    call = calls[0]
    match why:
        case Why.PART:
            return _of_part(call)
        case Why.WHICH_DAY if call.day and not naming:
            return when(call.day)
        case Why.NUMBER_OR_DAY if call.day and not call.topics:
            return when(call.day)
    return shortened(_parts(call), MOST_LABEL)


def _of_part(call: Call) -> str:
    if call.command == "checkin":
        return shortened(f"☑ Only {call.note}", MOST_LABEL)
    return shortened(f"{SIGNS.get(call.command, '')} All of {titles(call.topics)}", MOST_LABEL)


def _parts(call: Call) -> str:
    if call.command == "pause":
        return f"{SIGNS['pause']} {stretch(call.stretch)}"
    said = (
        titles(call.topics),
        minutes(call.minutes) if call.minutes else "",
        when(call.day) if call.day else "",
        f"“{shortened(call.note, 30)}”" if call.note else "",
    )
    told = " · ".join(part for part in said if part)
    return f"{SIGNS.get(call.command, '')} {told or PLAIN.get(call.command, f'/{call.command}')}".strip()


PLAIN = {"checkin": "I studied today", "resume": "I'm back"}


def titles(topics: tuple[Topic, ...]) -> str:
    return named((topic.title for topic in topics), most_named=3) if topics else ""


def minutes(count: int) -> str:
    """ "45 min", "1 h", "1 h 30"."""
    hours, rest = divmod(count, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def when(day: date) -> str:
    """ "Wed 13 Jan"."""
    return f"{day:%a} {day.day} {day:%b}"


def stretch(days: Stretch | None) -> str:
    """ "from now on", "since 4 Jan", "4 Jan – 10 Jan"."""
    if days is None:
        return "from now on"
    if days.back is None:
        return f"since {when(days.first)}"
    return f"{when(days.first)}, back {when(days.back)}"


def shown_links(links: tuple[str, ...]) -> str:
    return ", ".join(shortened(link, SHOWN) for link in links)

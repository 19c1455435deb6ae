"""What is said when a line was not understood whole, and the readings of it as labels of buttons."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.said.readings import BEGIN, CHECKIN, CORRECT, LOG, PAUSE, STEPS, Impossible, Unclear, Untold, Why, Wrong
from bot.said.studied import is_shown
from bot.said.values import Call, Stretch
from bot.texts import labels, nudge_labels, shelf_labels, study_time_labels, ticks
from bot.texts.log import log_of
from bot.texts.phrases import beside, dated, listed, named, number, numeral, shortened, spent, together
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import LONGEST_BESIDE, with_stage
from bot.texts.stages import title as stage_title
from roadmap.model import Step, Topic
from roadmap.words import Chitchat, Mood

MOST_LABEL = 60
"""Characters of a label, so that it fits a phone."""

MOST_NAMED = 3
"""Steps on a button by their titles; of more only the first and the last."""

SIGNS = {
    "done": "✅",
    "begin": "▶",
    "skip": "⏭",
    "known": "☑",
    "reopen": "↺",
    "checkin": "✍️",
    "focus": "⏳",
    "pause": "⏸",
    "topic": "📚",
    "tick": "☑",
    STEPS: "✂️",
    "untick": "☐",
    "resume": "▶",
    "remember": "💡",
    LOG: "✍️",
    CORRECT: "✏️",
}


def unclear(reading: Unclear) -> Markup:
    """What was not understood, and that it is asked about; nothing is stored."""
    if reading.why is Why.LEFT_OVER and reading.options and not stores(reading):
        return say("I don't know what to make of “{said}”. Did you mean this?", said=shortened(reading.said))
    if reading.why is Why.NO_STEP and reading.lacking:
        return ticks.no_step(reading.said, reading.lacking.topic, reading.lacking.steps)
    if reading.why is Why.STEP_BEGUN and any(call.command == BEGIN for option in reading.options for call in option):
        return say(
            "“{said}” is a part of a topic that you haven't begun. Shall I begin it?", said=shortened(reading.said)
        )
    if reading.why is Why.NO_TOPIC and not reading.options:
        return say(
            "No topic is called “{said}”. Which one did you mean? /roadmap shows them all.",
            said=shortened(reading.said),
        )
    if reading.options:
        return say(WITH_READINGS.get(reading.why, OTHERWISE), said=shortened(reading.said))
    return say(WITHOUT.get(reading.why, OTHERWISE), said=shortened(reading.said))


WITH_READINGS = {
    Why.LEFT_OVER: "I don't know what to make of “{said}”, so I stored nothing yet. Did you mean this?",
    Why.PART: "“{said}” is a part of a topic. What shall I store?",
    Why.WHICH_TOPIC: "Which topic do you mean by “{said}”?",
    Why.WHICH_STEP: "Which step do you mean by “{said}”?",
    Why.STEP_BEGUN: "I don't store that a step is begun. Did you study “{said}”, or is it done?",
    Why.STEP_SKIPPED: "A step that you skip comes out of the list. Shall I take out “{said}”?",
    Why.WHICH_STAGE: "Which stage do you mean by “{said}”?",
    Why.NO_TOPIC: "No topic is called “{said}”. Is it one of these? /roadmap shows them all.",
    Why.WHICH_DAY: "Which day is “{said}”?",
    Why.NUMBER_OR_DAY: "Is “{said}” a topic or a day?",
    Why.STEP_OR_TOPIC: "Is “{said}” a step or a topic?",
    Why.WHICH_LENGTH: "How long was it?",
    Why.FAINT: "Shall I store that?",
    Why.NO_VERB: "What about it?",
    Why.DENIED: "I have that as done. Shall I open it again?",
    Why.TOO_LONG: "That is more than half a year. Shall I pause for so long?",
    Why.SINCE_OR_UNTIL: "From when, and until when?",
    Why.SEVERAL: "A pause and study at once? Which of them shall I store?",
}
WITHOUT = {
    Why.LEFT_OVER: "I don't know what to make of “{said}”, so I stored nothing. What did you do?",
    Why.PART: "“{said}” is a part of a topic. Of which one?",
    Why.STEP_BEGUN: "I don't store that a step is begun. Tell me once “{said}” is done, or how long you studied.",
    Why.WHICH_DAY: "Which day was it? I know <code>yesterday</code>, <code>monday</code> and <code>3 march</code>.",
}
OTHERWISE = "What do you mean by “{said}”?"
"""What is asked where something is not clear, with readings to tap and without; and in all other cases."""


def stores(reading: Unclear) -> bool:
    """Whether any of the readings would store something."""
    return any(call.command in SIGNS for option in reading.options for call in option)


def untold(reading: Untold) -> Markup:
    """A deed that was not done; the answer is short."""
    about = named((topic.title for topic in reading.topics), most_named=3) if reading.topics else ""
    match reading.mood:
        case Mood.QUESTION if about:
            return say("I store nothing from a question. How <b>{about}</b> stands is a tap away.", about=about)
        case Mood.QUESTION:
            return say("I store nothing from a question. /status shows where you stand, /help what I understand.")
        case Mood.INTENTION:
            return say("Good plan. I store it once it has happened: tell me then.")
        case Mood.CONDITION:
            return say("I don't know whether that has happened yet, so I stored nothing. Tell me once it has.")
        case Mood.NEGATION if len(reading.topics) > 1:
            return say("All right, I stored nothing: <b>{about}</b> stay as they are.", about=about)
        case Mood.NEGATION if about:
            return say("All right, I stored nothing: <b>{about}</b> stays as it is.", about=about)
        case Mood.NEGATION:
            return say("All right, I stored nothing.")
        case Mood.OTHERS:
            return say("That seems to be about somebody else. I keep only what you did yourself.")
        case Mood.QUOTATION:
            return say("Somebody's words, so I stored nothing.")
    return say("Well done for today. Did you study? One tap notes it.")


def impossible(reading: Impossible) -> Markup:
    """A day or a length that there is not."""
    said = shortened(reading.said)
    match reading.wrong:
        case Wrong.DAY:
            return no_day(reading.said, reading.year)
        case Wrong.LENGTH:
            return say(
                "“{said}” is no length of study: from a minute to a day. Try <code>45m</code> or <code>1h30</code>.",
                said=said,
            )
    return say(
        "“{said}” ends before it begins, or has passed. Try <code>/pause until friday</code> or <code>/pause from 3 "
        "march to 10 march</code>.",
        said=said,
    )


def no_day(said: str, year: int | None) -> Markup:
    """A day that is in no calendar."""
    if year is not None:
        return say("{year} has no “{said}”. Which day was it?", year=numeral(year), said=shortened(said))
    return say(
        "“{said}” is no day that I know. Try <code>yesterday</code>, <code>monday</code>, <code>3 march</code> or "
        "<code>2027-03-01</code>.",
        said=shortened(said),
    )


def talk(what: Chitchat) -> Markup:
    """Small talk is answered in a line."""
    match what:
        case Chitchat.STOP:
            return say("I can be quiet. What would you like?")
        case Chitchat.GREETING:
            return say("👋 Hello! Tell me what you did, or ask /today.")
        case Chitchat.THANKS:
            return say("You're welcome.")
        case Chitchat.NO:
            return say("All right.")
        case Chitchat.YES:
            return say("If that answers a question of mine, tap its button: I can't tell which one you mean.")
        case Chitchat.HARD:
            return say("That happens to everybody who learns. A small step counts, and so does a break.")
    return say("👍")


def after(what: Chitchat) -> tuple[tuple[str, str], ...]:
    """What may be of use behind it: labels and the lines they type."""
    match what:
        case Chitchat.STOP:
            return (
                (study_time_labels.times_off(), "/times off"),
                (labels.nudges_off(), "/nudges off"),
                (labels.pause(), "/pause"),
                (shelf_labels.delete_everything(), "/forget"),
            )
        case Chitchat.HARD:
            return (
                (labels.today(), "/today"),
                (nudge_labels.in_the_way(), "/stuck"),
                (labels.pause(), "/pause"),
            )
    return ()


def too_much(most: int) -> Markup:
    return say(
        counted(most, "At most {most} at a time. Send the rest in a message of its own; I stored nothing of this one."),
        most=number(most),
    )


def none_of_it() -> Markup:
    return say("I stored nothing of that message, so that you can say it once more as a whole.")


def nothing_stored() -> Markup:
    return say("All right, nothing stored.")


def label(calls: tuple[Call, ...], why: Why | None, *, naming: bool, with_year: bool = False) -> str:
    """A reading as a button says it. ``naming`` says that readings differ in their topics, ``with_year`` that a day may
    be of another year."""
    if len(calls) > 1:
        parts = [label((call,), None, naming=True, with_year=with_year) for call in calls]
        return shortened(together(parts), MOST_LABEL)
    call = calls[0]
    match why:
        case Why.PART | Why.NO_STEP:
            return _of_part(call, with_year=with_year)
        case Why.STEP_BEGUN if call.command == CHECKIN:
            return shortened(plain("✍️ I studied {told}", told=_told(call, with_year=with_year)), MOST_LABEL)
        case Why.WHICH_DAY if call.day and not naming:
            return dated(call.day, with_year=with_year)
        case Why.NUMBER_OR_DAY if call.day and not call.topics:
            return dated(call.day, with_year=with_year)
    return shortened(_parts(call, with_year=with_year), MOST_LABEL)


def _of_part(call: Call, *, with_year: bool) -> str:
    if call.command == CHECKIN:
        said = beside(call.note, _told(replace(call, topics=()), with_year=with_year, note=False))
        return shortened(plain("✍️ Only {said}", said=said), MOST_LABEL)
    told = _told(call, with_year=with_year, note=False)
    return shortened(plain("{sign} All of {told}", sign=SIGNS.get(call.command, ""), told=told), MOST_LABEL)


def _parts(call: Call, *, with_year: bool) -> str:
    if is_shown(call):
        return log_of(titles(call.topics))
    if call.command == PAUSE:
        return plain("{sign} {stretch}", sign=SIGNS[PAUSE], stretch=stretch(call.stretch))
    if call.command == STEPS:
        return plain("✂️ Take out {told}", told=_told(replace(call, texts=()), with_year=with_year))
    if call.stage:
        return plain("🗺 {stage}", stage=stage_title(call.stage))
    told = _told(call, with_year=with_year) or _deed(call.command)
    if call.command not in SIGNS:
        return told
    return plain("{sign} {told}", sign=SIGNS[call.command], told=told)


def _told(call: Call, *, with_year: bool, note: bool = True) -> str:
    """What a call says beside its deed: "NLP · 45 min · Wed 13 Jan"."""
    return beside(
        titles(call.topics),
        _steps(call.steps) if call.steps else None,
        spent(call.minutes) if call.minutes else None,
        dated(call.day, with_year=with_year) if call.day else None,
        plain("“{note}”", note=shortened(call.note, 30)) if call.note and note else None,
    )


def _steps(steps: Sequence[Step]) -> str:
    """ "Lesson 4 and Lesson 5", "8 steps, Lesson 1 to Lesson 8"."""
    if len(steps) <= MOST_NAMED:
        return listed(shortened(step.title, 30) for step in steps)
    values = {"first": shortened(steps[0].title, 20), "last": shortened(steps[-1].title, 20)}
    return plain(counted(len(steps), "{count} steps, {first} to {last}"), count=number(len(steps)), **values)


def _deed(command: str) -> str:
    """What a call without anything beside it says; a command without words goes by its line."""
    match command:
        case "checkin":
            return plain("I studied today")
        case "resume":
            return plain("I'm back")
        case "correct":
            return plain("What I stored last")
    return plain("/{command}", command=command)


MOST_TITLES = 3
"""Topics on a button by their names."""


def titles(topics: tuple[Topic, ...]) -> str:
    """ "NLP · Text", "A, B and C", "Arrays · 10–27: 18 topics", "61–70: 10 topics"."""
    if len(topics) == 1:
        return with_stage(topics[0]) if topics[0].stage else shortened(topics[0].title)
    if len(topics) > MOST_TITLES and (told := _together(topics)):
        return plain(counted(len(topics), "{what}: {topics} topics"), what=told, topics=number(len(topics)))
    return named((topic.title for topic in topics), most_named=MOST_TITLES) if topics else ""


def _together(topics: tuple[Topic, ...]) -> str:
    """What many topics have in common: the stage, or numbers one behind the other; empty where they have neither."""
    stage = shortened(topics[0].stage, LONGEST_BESIDE) if len({topic.stage for topic in topics}) == 1 else ""
    numbers = [topic.number for topic in topics]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return stage
    return beside(stage, plain("{first}–{last}", first=numeral(numbers[0]), last=numeral(numbers[-1])))


def stretch(days: Stretch | None) -> str:
    """ "from now on", "since Mon 4 Jan", "Mon 4 Jan, back Mon 11 Jan"."""
    if days is None:
        return plain("from now on")
    if days.back is None:
        return plain("since {day}", day=dated(days.first))
    with_year = days.first.year != days.back.year
    return plain(
        "{first}, back {back}", first=dated(days.first, with_year=with_year), back=dated(days.back, with_year=with_year)
    )

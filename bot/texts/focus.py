"""What is said of a focus: how long it goes on, that it is over, and how much of it was study."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.texts.phrases import at_clock, day, lines, number, shortened, spent
from bot.texts.sentence import counted, plain, say

# While it is on


def how_long(topic: str) -> Markup:
    """Asked where somebody has had no focus yet."""
    if topic:
        return say("⏳ How long shall the focus on <b>{topic}</b> be?", topic=shortened(topic))
    return say("⏳ How long shall the focus be?")


def running(topic: str, step: str, until: datetime, zone: ZoneInfo, *, is_open: bool) -> Markup:
    """What is on and until when; ``is_open`` is one that goes on until it is stopped, at most until then."""
    return lines(_open(topic) if is_open else _timed(topic, until, zone), _step(step), _asked_at(is_open, until, zone))


def _timed(topic: str, until: datetime, zone: ZoneInfo) -> Markup:
    end = at_clock(until, zone)
    if topic:
        return say("⏳ Focus on <b>{topic}</b> until {end}.", topic=shortened(topic), end=end)
    return say("⏳ Focus until {end}.", end=end)


def _open(topic: str) -> Markup:
    if topic:
        return say("⏳ Focus on <b>{topic}</b> until you say stop.", topic=shortened(topic))
    return say("⏳ Focus until you say stop.")


def _asked_at(is_open: bool, until: datetime, zone: ZoneInfo) -> Markup | None:
    return say("If you don't, I ask at {end}.", end=at_clock(until, zone)) if is_open else None


def _step(step: str) -> Markup | None:
    return say("👉 {step}", step=shortened(step)) if step else None


def on_already(topic: str, minutes: int, until: datetime, zone: ZoneInfo, *, is_open: bool) -> Markup:
    """Another one is asked for while one is on."""
    head = _open(topic) if is_open else _timed(topic, until, zone)
    if not minutes:
        return lines(head, say("It has just begun."))
    so_far = say(
        counted(minutes, "It is on already, for {minutes} minutes now.", one="It is on already, for a minute now."),
        minutes=number(minutes),
    )
    return lines(head, so_far)


def none_on() -> Markup:
    return say("No focus is on. <code>/focus 25</code> begins one.")


def too_long(most: int) -> Markup:
    return say("A focus lasts {most} at most. How long shall it be?", most=spent(most))


def too_short() -> Markup:
    """It was stopped before a minute had passed."""
    return say("⏹ Stopped within the first minute, so nothing of it is kept.")


# When it is over


def how_much(minutes: int, topic: str, begun: date, today: date) -> Markup:
    """The question at its end; the day is named where it is not today's."""
    values = {"time": _time(minutes), "topic": shortened(topic), "day": day(begun, today)}
    if begun == today and topic:
        return say("⏰ {time} of <b>{topic}</b>: how much was it?", **values)
    if begun == today:
        return say("⏰ {time}: how much was it?", **values)
    if topic:
        return say("⏰ {time} of <b>{topic}</b> on {day}: how much was it?", **values)
    return say("⏰ {time} on {day}: how much was it?", **values)


def _time(minutes: int) -> str:
    """ "25 minutes", "1 h 30"."""
    if minutes >= 60:
        return spent(minutes)
    return plain(counted(minutes, "{minutes} minutes", one="{minutes} minute"), minutes=number(minutes))


def how_much_less(minutes: int) -> Markup:
    return say("How much of the {time} was it?", time=spent(minutes))


def also_done(step: str) -> Markup:
    """The one ask below what is stored."""
    return say("Is “{step}” done?", step=shortened(step))


def kept_already() -> Markup:
    return say("That is in your log already:")


def nothing_kept() -> Markup:
    return say("All right: nothing of it is kept.")


def gone() -> Markup:
    """A button of what there is no more."""
    return say("There is no such focus any more.")


def elsewhere() -> Markup:
    """A focus on a topic of another roadmap."""
    return say(
        "That focus was on another of your roadmaps. <code>/switch</code> goes there, and then I can take it; its minutes wait."
    )


def break_until(until: datetime, zone: ZoneInfo) -> Markup:
    return say("☕ Break until {end}.", end=at_clock(until, zone))


def break_over() -> Markup:
    return say("⏰ The break is over.")


# Labels


def start(minutes: int) -> str:
    return plain("▶ Start {time}", time=spent(minutes))


def lasting(minutes: int) -> str:
    return plain("⏳ {time}", time=spent(minutes))


def open_end() -> str:
    return plain("⏳ Open end")


def stop() -> str:
    return plain("⏹ Stop")


def alone() -> str:
    return plain("👤 On my own")


def stop_and_keep(minutes: int) -> str:
    return plain("⏹ Stop and keep {minutes}", minutes=number(minutes))


def go_on() -> str:
    return plain("▶ Go on")


def all_of_it(minutes: int) -> str:
    return plain("✍️ {time}", time=spent(minutes))


def less() -> str:
    return plain("➖ Less")


def not_at_all() -> str:
    return plain("✖ Not at all")


def after_all() -> str:
    return plain("✍️ It was something")


def more(minutes: int) -> str:
    return plain("+{minutes}", minutes=number(minutes))


def break_(minutes: int) -> str:
    return plain("☕ Break {minutes}", minutes=number(minutes))


def tick_it() -> str:
    return plain("☑ Tick it")
